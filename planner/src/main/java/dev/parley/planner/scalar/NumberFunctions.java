// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Functions of one number: a Long, a BigDecimal or a Double, as PostgreSQL has them. */
final class NumberFunctions {
  private static final int MAX_SCALE = 2000;

  private NumberFunctions() {}

  static Number absolute(ColumnType type, Number value) {
    boolean negative = ValueOrder.INSTANCE.compare(value, 0L) < 0;
    if (negative) {
      return Arithmetic.negate(type, value);
    }
    // Not -0.0 either.
    return value instanceof Double number ? (Number) Math.abs(number) : value;
  }

  static Number sign(Number value) {
    return value instanceof Double number
        ? (Number) Math.signum(number)
        : BigDecimal.valueOf(decimal(value).signum());
  }

  static Number floor(Number value) {
    return value instanceof Double number
        ? (Number) Math.floor(number)
        : decimal(value).setScale(0, RoundingMode.FLOOR);
  }

  static Number ceil(Number value) {
    return value instanceof Double number
        ? (Number) Math.ceil(number)
        : decimal(value).setScale(0, RoundingMode.CEILING);
  }

  static Number round(Number value) {
    return value instanceof Double number
        ? (Number) Math.rint(number)
        : decimal(value).setScale(0, RoundingMode.HALF_UP);
  }

  static Number truncate(Number value) {
    if (value instanceof Double number) {
      return number < 0 ? Math.ceil(number) : Math.floor(number);
    }
    return decimal(value).setScale(0, RoundingMode.DOWN);
  }

  /** Rounds to so many digits after the point; before it, if negative. */
  static BigDecimal scaled(Number value, long digits, RoundingMode mode) {
    int scale = (int) Math.max(-MAX_SCALE, Math.min(digits, MAX_SCALE));
    BigDecimal rounded = decimal(value).setScale(scale, mode);
    return scale < 0 ? rounded.setScale(0) : rounded;
  }

  static Number squareRoot(Number value) {
    if (value instanceof Double number) {
      if (number < 0) {
        throw DataErrors.of("A negative number has no square root");
      }
      return Math.sqrt(number);
    }
    return PostgresNumeric.squareRoot(decimal(value));
  }

  private static BigDecimal decimal(Number value) {
    return ValueOrder.decimal(value);
  }
}
