// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

/**
 * How far two approximate numbers may be from one another, as PostgreSQL adds doubles one by one:
 * by an absolute distance, by a share of the number, and by a multiple of its square root.
 */
record Tolerance(double absolute, double relative, double ofRoot) {
  static final Tolerance EXACT = new Tolerance(0, 0, 0);

  private static final double OF_SUM = 1e-12;
  private static final double OF_DEVIATION = 1e-9;

  /** Of a sum of {@code rows} numbers, none larger than {@code most}. */
  static Tolerance ofSum(double most, double rows) {
    return new Tolerance(OF_SUM * most * rows, OF_SUM, 0);
  }

  /** Of a mean of numbers, none larger than {@code most}. */
  static Tolerance ofMean(double most) {
    return ofSum(most, 1);
  }

  static Tolerance ofDeviation(double most) {
    return new Tolerance(OF_SUM * most, OF_DEVIATION, 0);
  }

  static Tolerance ofVariance(double most) {
    double deviation = OF_SUM * most;
    return new Tolerance(deviation * deviation, OF_DEVIATION, 2 * deviation);
  }

  boolean isExact() {
    return equals(EXACT);
  }

  boolean allows(double one, double other) {
    if (one == other) {
      return true;
    }
    double size = Math.max(Math.abs(one), Math.abs(other));
    return Math.abs(one - other) <= absolute + relative * size + ofRoot * Math.sqrt(size);
  }
}
