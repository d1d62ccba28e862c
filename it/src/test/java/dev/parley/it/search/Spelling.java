// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.search;

import java.util.Arrays;

/** One form in which a value may stand among bytes. */
final class Spelling {
  /** Shorter ones would be found by chance. */
  static final int SHORTEST_BYTES = 4;

  private final String name;
  private final byte[] bytes;
  private final boolean anyCase;

  /**
   * Describes a form.
   *
   * @param name whose value it is and in what form, for people
   * @param bytes what to look for
   * @param anyCase whether the letters a to z may be upper or lower case
   */
  Spelling(String name, byte[] bytes, boolean anyCase) {
    this.name = name;
    this.bytes = anyCase ? Bytes.lowerCase(bytes) : bytes.clone();
    this.anyCase = anyCase;
    if (bytes.length < SHORTEST_BYTES) {
      throw new IllegalArgumentException("Invalid spelling: too short to be told from chance");
    }
  }

  boolean anyCase() {
    return anyCase;
  }

  int length() {
    return bytes.length;
  }

  /** The first four bytes, to look it up by. */
  int word() {
    return Bytes.word(bytes, 0);
  }

  /** Whether it stands there; {@code haystack} is in lower case if that makes no difference. */
  boolean isAt(byte[] haystack, int from) {
    return from + bytes.length <= haystack.length
        && Arrays.equals(haystack, from, from + bytes.length, bytes, 0, bytes.length);
  }

  /** In how many places it must be found to be found: four random bytes are alike now and then. */
  int occurrencesNeeded() {
    return bytes.length == SHORTEST_BYTES ? 2 : 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Spelling s
        && s.anyCase == anyCase
        && s.name.equals(name)
        && Arrays.equals(s.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return name;
  }
}
