// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** A double as PostgreSQL prints it: the fewest digits that read back as the same. */
final class DoubleText {
  private static final int SAFE_DIGITS = 15;
  private static final int MAX_DIGITS = 17;
  private static final int FIRST_LARGE_EXPONENT = 15;
  private static final int LAST_SMALL_EXPONENT = -4;

  private DoubleText() {}

  static String of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    return exponent < LAST_SMALL_EXPONENT || exponent >= FIRST_LARGE_EXPONENT
        ? scientific(shortest, exponent)
        : shortest.toPlainString();
  }

  /** Before Java 19, its own text of a double can have a digit more than it needs. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    // below that, doubles have fewer digits
    int fewest = Math.abs(value) < Double.MIN_NORMAL ? 1 : SAFE_DIGITS;
    for (int digits = fewest; digits < MAX_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static String scientific(BigDecimal number, int exponent) {
    return String.format(
        Locale.ROOT,
        "%se%s%02d",
        number.scaleByPowerOfTen(-exponent).toPlainString(),
        exponent < 0 ? "-" : "+",
        Math.abs(exponent));
  }
}
