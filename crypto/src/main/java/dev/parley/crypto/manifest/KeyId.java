// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.manifest;

import java.util.HexFormat;
import java.util.Locale;

/**
 * The fingerprint of a member's public keys, all of them together, which is what people compare by
 * telephone; or of one of these keys, which a manifest can revoke as well.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record KeyId(String hex) implements Comparable<KeyId> {
  /** Bytes of a fingerprint. */
  public static final int BYTES = 32;

  private static final int SPOKEN_DIGITS = 4;

  public KeyId {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("Invalid fingerprint: want 64 hexadecimal digits");
    }
  }

  static KeyId of(byte[] bytes) {
    return new KeyId(HexFormat.of().formatHex(bytes));
  }

  /**
   * Reads what a person has written: blanks and colons between digits do not count, nor does case.
   *
   * @throws IllegalArgumentException if it is no fingerprint
   */
  public static KeyId parse(String text) {
    return new KeyId(text.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT));
  }

  byte[] toBytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** Returns the digits in groups of four, as one reads them out. */
  public String spoken() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < hex.length(); i += SPOKEN_DIGITS) {
      text.append(i == 0 ? "" : " ").append(hex, i, i + SPOKEN_DIGITS);
    }
    return text.toString();
  }

  /** Returns enough digits to tell keys of one federation apart in a log or an error. */
  public String brief() {
    return hex.substring(0, 4 * SPOKEN_DIGITS);
  }

  @Override
  public int compareTo(KeyId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
