// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.catalog;

import java.util.Arrays;
import java.util.HexFormat;

/** A byte string, a value of VARBINARY. They are ordered by their bytes, unsigned. */
public final class Octets implements Comparable<Octets> {
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes a copy of {@code bytes}. */
  public static Octets of(byte[] bytes) {
    return new Octets(bytes.clone());
  }

  /**
   * Reads two hexadecimal digits for each byte.
   *
   * @throws IllegalArgumentException if {@code digits} are an odd number, or anything else; says
   *     nothing of them
   */
  public static Octets ofHex(CharSequence digits) {
    try {
      return new Octets(HEX.parseHex(digits));
    } catch (IllegalArgumentException e) {
      // without its cause, whose message holds the text
      throw new IllegalArgumentException("Invalid bytes: want two hexadecimal digits for each");
    }
  }

  /** Returns a copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Two lower-case hexadecimal digits for each byte. */
  public String hex() {
    return HEX.formatHex(bytes);
  }

  /** How many bytes there are. */
  public int length() {
    return bytes.length;
  }

  @Override
  public int compareTo(Octets other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Says nothing of the bytes, which may be of a row. */
  @Override
  public String toString() {
    return "Octets[" + bytes.length + " bytes, withheld]";
  }
}
