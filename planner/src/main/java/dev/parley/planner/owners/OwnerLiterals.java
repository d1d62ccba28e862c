// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.planner.scalar.Scalar;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.Expression;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Constants in canonical SQL. */
final class OwnerLiterals {

  private OwnerLiterals() {}

  /**
   * Returns {@code constant} as an expression of its type.
   *
   * @throws ParleyException OUT_OF_RANGE if canonical SQL cannot spell it
   */
  static Expression of(Scalar.Constant constant) {
    Object value = constant.value();
    if (value instanceof Double number) {
      return new Expression.Cast(number(number), ColumnType.DOUBLE);
    }
    return value == null ? new Expression.NullLiteral() : plain(value);
  }

  /** Returns {@code value} as it is compared: a double as the decimal that is read as it. */
  static Expression compared(Object value) {
    return value instanceof Double number ? number(number) : plain(value);
  }

  private static Expression number(double number) {
    if (!Double.isFinite(number)) {
      throw new ParleyException(
          ErrorCode.OUT_OF_RANGE,
          "A constant is out of the range of numbers that owners can be asked",
          "Leave out infinities and NaN.");
    }
    return new Expression.NumberLiteral(BigDecimal.valueOf(number));
  }

  private static Expression plain(@Nullable Object value) {
    try {
      return spelt(value);
    } catch (IllegalArgumentException e) {
      throw new ParleyException(
          ErrorCode.OUT_OF_RANGE,
          "A constant over columns cannot be asked: " + e.getMessage(),
          "Write dates of the years 1 to 9999, and texts without the character U+0000.",
          e);
    }
  }

  private static Expression spelt(@Nullable Object value) {
    if (value instanceof Long whole) {
      return new Expression.NumberLiteral(BigDecimal.valueOf(whole));
    }
    if (value instanceof BigDecimal number) {
      return new Expression.NumberLiteral(number);
    }
    if (value instanceof String text) {
      return new Expression.TextLiteral(text);
    }
    if (value instanceof Boolean truth) {
      return new Expression.BooleanLiteral(truth);
    }
    if (value instanceof LocalDate day) {
      return new Expression.DateLiteral(day);
    }
    if (value instanceof LocalTime time) {
      return new Expression.TimeLiteral(time);
    }
    if (value instanceof LocalDateTime time) {
      return new Expression.TimestampLiteral(time);
    }
    if (value instanceof Octets octets) {
      return new Expression.OctetsLiteral(octets);
    }
    throw new IllegalStateException("No literal of such a value");
  }
}
