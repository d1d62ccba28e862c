// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

/**
 * The sizes to which objects are padded, so that a size tells little: Padmé of Nikitin et al.,
 * "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs" (PoPETs 2019,
 * §4.3), never below {@value #SMALLEST_BYTES} bytes. At most 12 % is added above that.
 */
public final class SizeClass {
  /** The smallest size class, in bytes. */
  public static final long SMALLEST_BYTES = 4096;

  private SizeClass() {}

  /** Returns the least size class that holds {@code bytes}. */
  public static long of(long bytes) {
    if (bytes <= SMALLEST_BYTES) {
      return SMALLEST_BYTES;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(bytes);
    int mantissaBits = 32 - Integer.numberOfLeadingZeros(exponent);
    long mask = (1L << (exponent - mantissaBits)) - 1;
    return (bytes + mask) & ~mask;
  }
}
