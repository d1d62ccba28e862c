// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * Mean, variance and deviation of doubles, from exact sums, so that nothing cancels; to {@value
 * #DIGITS} digits, of which a double keeps 17.
 */
record ApproximateMoments(long count, BigDecimal sum, BigDecimal sumOfSquares) {
  private static final int DIGITS = 40;
  private static final MathContext PRECISION = new MathContext(DIGITS);

  BigDecimal mean() {
    return sum.divide(BigDecimal.valueOf(count), PRECISION);
  }

  /** (n·Σx² - (Σx)²) / (n·n), or for a sample / (n·(n - 1)); null for a sample of one. */
  @Nullable BigDecimal variance(boolean ofSample) {
    BigDecimal n = BigDecimal.valueOf(count);
    BigDecimal freedom = ofSample ? n.subtract(BigDecimal.ONE) : n;
    if (freedom.signum() == 0) {
      return null;
    }
    BigDecimal spread = n.multiply(sumOfSquares).subtract(sum.multiply(sum));
    return spread.divide(n.multiply(freedom), PRECISION);
  }

  @Nullable BigDecimal deviation(boolean ofSample) {
    BigDecimal variance = variance(ofSample);
    return variance == null ? null : variance.sqrt(PRECISION);
  }
}
