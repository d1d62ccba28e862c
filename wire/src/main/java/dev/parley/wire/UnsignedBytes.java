// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import java.math.BigInteger;

/** Non-negative integers as byte strings of fixed width, big-endian (I2OSP of RFC 8017, §4.1). */
public final class UnsignedBytes {
  private UnsignedBytes() {}

  /**
   * Returns {@code value} in exactly {@code width} bytes.
   *
   * @throws IllegalArgumentException if it is negative or does not fit
   */
  public static byte[] of(BigInteger value, int width) {
    if (value.signum() < 0 || value.bitLength() > 8 * width) {
      throw new IllegalArgumentException("Invalid integer: does not fit " + width + " bytes");
    }
    byte[] signed = value.toByteArray();
    int from = signed.length > width ? signed.length - width : 0;
    byte[] fixed = new byte[width];
    System.arraycopy(signed, from, fixed, width - (signed.length - from), signed.length - from);
    return fixed;
  }

  /** Returns the integer that {@code bytes} spell. */
  public static BigInteger toInteger(byte[] bytes) {
    return new BigInteger(1, bytes);
  }
}
