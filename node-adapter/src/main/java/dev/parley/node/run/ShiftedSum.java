// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Puts together what a database has summed relative to a center near the mean, without rounding
 * what it has rounded a second time.
 *
 * @param count how many numbers there are, at least one
 * @param center any number, the nearer to their mean the better
 * @param differences the sum of what they differ from it
 * @param squares the sum of the squares of that
 */
record ShiftedSum(long count, double center, double differences, double squares) {
  /** A double has 1074 digits after the point at most, a square twice as many. */
  private static final MathContext QUOTIENT = new MathContext(400, RoundingMode.HALF_EVEN);

  ShiftedSum {
    if (!Double.isFinite(center) || !Double.isFinite(differences) || !Double.isFinite(squares)) {
      throw NotFinite.fault();
    }
  }

  /** The sum of the numbers: n·c + d. */
  BigDecimal sum() {
    return new BigDecimal(center)
        .multiply(BigDecimal.valueOf(count))
        .add(new BigDecimal(differences));
  }

  /** The sum of their squares: M + S²/n, where M = q - d²/n is that of their deviations. */
  BigDecimal sumOfSquares() {
    BigDecimal n = BigDecimal.valueOf(count);
    BigDecimal d = new BigDecimal(differences);
    BigDecimal deviations = new BigDecimal(squares).subtract(d.pow(2).divide(n, QUOTIENT));
    return deviations.max(BigDecimal.ZERO).add(sum().pow(2).divide(n, QUOTIENT));
  }
}
