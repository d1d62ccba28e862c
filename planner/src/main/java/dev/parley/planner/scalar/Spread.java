// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Variances and standard deviations of doubles, from a count, a sum and a sum of squares that are
 * exact: nothing cancels, and each result is rounded once.
 */
public final class Spread {
  private static final MathContext WIDE = new MathContext(200, RoundingMode.HALF_EVEN);

  private Spread() {}

  /**
   * Returns the variance; null for too few values.
   *
   * @param sample whether the values are a sample of more
   */
  public static @Nullable Double variance(
      BigDecimal count, BigDecimal sum, BigDecimal squares, boolean sample) {
    BigDecimal variance = wide(count, sum, squares, sample);
    return variance == null ? null : rounded(variance);
  }

  /** Returns the standard deviation, as {@link #variance}. */
  public static @Nullable Double deviation(
      BigDecimal count, BigDecimal sum, BigDecimal squares, boolean sample) {
    BigDecimal variance = wide(count, sum, squares, sample);
    return variance == null ? null : rounded(variance.sqrt(WIDE));
  }

  private static @Nullable BigDecimal wide(
      BigDecimal count, BigDecimal sum, BigDecimal squares, boolean sample) {
    if (isTooFew(count, sample)) {
      return null;
    }
    return numerator(count, sum, squares)
        .max(BigDecimal.ZERO)
        .divide(denominator(count, sample), WIDE);
  }

  static boolean isTooFew(BigDecimal count, boolean sample) {
    return count.compareTo(sample ? BigDecimal.ONE : BigDecimal.ZERO) <= 0;
  }

  static BigDecimal numerator(BigDecimal count, BigDecimal sum, BigDecimal squares) {
    return count.multiply(squares).subtract(sum.multiply(sum));
  }

  static BigDecimal denominator(BigDecimal count, boolean sample) {
    return count.multiply(sample ? count.subtract(BigDecimal.ONE) : count);
  }

  private static double rounded(BigDecimal value) {
    double result = value.doubleValue();
    if (Double.isInfinite(result)) {
      throw PostgresNumeric.outOfRange("double precision");
    }
    return result;
  }
}
