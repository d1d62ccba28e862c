// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic of PostgreSQL's type {@code numeric}: sums and products are exact, quotients have the
 * scale that {@code select_div_scale} in {@code numeric.c} finds, and what must be rounded is
 * rounded half away from zero.
 */
public final class PostgresNumeric {
  private static final int DIGITS_PER_WORD = 4;
  private static final int MIN_SIGNIFICANT_DIGITS = 16;
  private static final int MAX_DISPLAY_SCALE = 1000;
  private static final int MAX_WHOLE_DIGITS = 131_072;
  private static final BigInteger WORD = BigInteger.valueOf(10_000);

  private PostgresNumeric() {}

  /** Returns a + b with the larger scale of both. */
  public static BigDecimal add(BigDecimal a, BigDecimal b) {
    return bounded(a.add(b));
  }

  /** Returns a - b with the larger scale of both. */
  public static BigDecimal subtract(BigDecimal a, BigDecimal b) {
    return bounded(a.subtract(b));
  }

  /** Returns a · b with the sum of both scales. */
  public static BigDecimal multiply(BigDecimal a, BigDecimal b) {
    return bounded(a.multiply(b));
  }

  /**
   * Returns a / b.
   *
   * @throws ParleyException DIVISION_BY_ZERO if {@code b} is zero
   */
  public static BigDecimal divide(BigDecimal a, BigDecimal b) {
    requireNotZero(b);
    return bounded(a.divide(b, divisionScale(a, b), RoundingMode.HALF_UP));
  }

  /**
   * Returns a - b · trunc(a / b), with the larger scale of both.
   *
   * @throws ParleyException DIVISION_BY_ZERO if {@code b} is zero
   */
  public static BigDecimal remainder(BigDecimal a, BigDecimal b) {
    requireNotZero(b);
    return a.remainder(b).setScale(Math.max(a.scale(), b.scale()));
  }

  private static void requireNotZero(BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw new ParleyException(
          ErrorCode.DIVISION_BY_ZERO,
          "Division by zero",
          "Wrap the divisor in NULLIF(divisor, 0) to get NULL.");
    }
  }

  /**
   * The number of digits after the point of a / b: at least 16 significant digits, as estimated
   * from the first base-10000 digits of both, and no fewer than either has.
   */
  static int divisionScale(BigDecimal a, BigDecimal b) {
    FirstWord first = FirstWord.of(a);
    FirstWord second = FirstWord.of(b);
    int quotientWeight = first.weight() - second.weight();
    if (first.digit() <= second.digit()) {
      quotientWeight--;
    }
    int scale = MIN_SIGNIFICANT_DIGITS - quotientWeight * DIGITS_PER_WORD;
    scale = Math.max(scale, Math.max(a.scale(), b.scale()));
    return Math.min(Math.max(scale, 0), MAX_DISPLAY_SCALE);
  }

  /**
   * Returns the variance that {@code numeric_stddev_internal} computes; null for too few values.
   *
   * @param sample whether the values are a sample of more
   */
  public static @Nullable BigDecimal variance(
      BigDecimal count, BigDecimal sum, BigDecimal squares, boolean sample) {
    if (Spread.isTooFew(count, sample)) {
      return null;
    }
    BigDecimal numerator = Spread.numerator(count, sum, squares);
    return numerator.signum() <= 0
        ? BigDecimal.ZERO
        : divide(numerator, Spread.denominator(count, sample));
  }

  /** Returns the standard deviation, as {@link #variance}: the root of its rounded value. */
  public static @Nullable BigDecimal deviation(
      BigDecimal count, BigDecimal sum, BigDecimal squares, boolean sample) {
    BigDecimal variance = variance(count, sum, squares, sample);
    return variance == null || variance.signum() == 0
        ? variance
        : squareRoot(variance, variance.scale());
  }

  /**
   * Returns the square root of {@code value}.
   *
   * @throws ParleyException DATA_ERROR if {@code value} is negative
   */
  public static BigDecimal squareRoot(BigDecimal value) {
    if (value.signum() < 0) {
      throw DataErrors.of("A negative number has no square root");
    }
    int weight = FirstWord.of(value).weight();
    // As C divides: toward zero.
    int digitsBefore = (weight + 1) * DIGITS_PER_WORD / 2 - 1;
    int scale = Math.max(MIN_SIGNIFICANT_DIGITS - digitsBefore, Math.max(value.scale(), 0));
    return squareRoot(value, Math.min(scale, MAX_DISPLAY_SCALE));
  }

  /** To {@code scale} digits after the point, rounded half up; never a tie, or it is exact. */
  static BigDecimal squareRoot(BigDecimal value, int scale) {
    BigInteger shifted =
        value.setScale(Math.max(value.scale(), 0)).movePointRight(2 * (scale + 1)).toBigInteger();
    BigDecimal floor = new BigDecimal(shifted.sqrt(), scale + 1);
    return floor.setScale(scale, RoundingMode.HALF_UP);
  }

  /**
   * The first nonzero base-10000 digit of a number, and which power of 10000 it stands for; both 0
   * for zero.
   */
  private record FirstWord(int weight, int digit) {

    static FirstWord of(BigDecimal number) {
      if (number.signum() == 0) {
        return new FirstWord(0, 0);
      }
      int exponent = number.precision() - number.scale() - 1;
      int weight = Math.floorDiv(exponent, DIGITS_PER_WORD);
      BigDecimal shifted = number.abs().scaleByPowerOfTen(-weight * DIGITS_PER_WORD);
      return new FirstWord(weight, shifted.toBigInteger().mod(WORD).intValueExact());
    }
  }

  private static BigDecimal bounded(BigDecimal value) {
    if ((long) value.precision() - value.scale() > MAX_WHOLE_DIGITS
        || value.scale() > MAX_WHOLE_DIGITS) {
      throw outOfRange("numeric");
    }
    return value;
  }

  static ParleyException outOfRange(String type) {
    return new ParleyException(
        ErrorCode.OUT_OF_RANGE,
        "A value is out of the range of type " + type,
        "Cast to a wider type before calculating.");
  }
}
