// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.rewrite.Parameters;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of parameters, as a statement can hold them. */
public final class ParameterValues {

  private ParameterValues() {}

  /**
   * Returns {@code value} as the statement wants it, as far as nothing is lost: a number that the
   * wanted type cannot hold keeps its own type, and a text is read as a literal in quotes is.
   *
   * @param value a whole number, BigInteger, BigDecimal, Float, Double, String, Boolean, LocalDate,
   *     LocalTime, LocalDateTime, Octets or null
   * @throws ParleyException TYPE_MISMATCH for a value of another class
   */
  public static Parameters.Value of(@Nullable Object value, ColumnType wanted) {
    if (value == null) {
      return new Parameters.Value(Optional.empty(), Optional.of(wanted));
    }
    if (value instanceof String text) {
      return new Parameters.Value(Optional.of(text), Optional.empty());
    }
    Object plain = plain(value);
    ColumnType type = plain instanceof BigDecimal number ? typeOf(number, wanted) : typeOf(plain);
    return new Parameters.Value(Optional.of(TextValues.print(plain)), Optional.of(type));
  }

  /** Returns a value of {@code type} with which a statement can be tried. */
  public static Parameters.Value sample(ColumnType type) {
    String text =
        switch (type.kind()) {
          case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> "1";
          case BOOLEAN -> "true";
          case CHAR, VARCHAR -> "a";
          case GEOMETRY -> "POINT (0 0)";
          case DATE, TIMESTAMP -> "2000-01-01";
          case TIME -> "12:00";
          case VARBINARY -> "\\x01";
        };
    return new Parameters.Value(Optional.of(text), Optional.of(type));
  }

  private static Object plain(Object value) {
    if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    if (value instanceof Float number) {
      return Double.valueOf(number.toString());
    }
    return value;
  }

  private static ColumnType typeOf(Object value) {
    if (value instanceof Double) {
      return ColumnType.DOUBLE;
    }
    if (value instanceof Boolean) {
      return ColumnType.BOOLEAN;
    }
    if (value instanceof LocalDate) {
      return ColumnType.DATE;
    }
    if (value instanceof LocalTime) {
      return ColumnType.TIME;
    }
    if (value instanceof LocalDateTime) {
      return ColumnType.TIMESTAMP;
    }
    if (value instanceof Octets) {
      return ColumnType.VARBINARY;
    }
    throw new ParleyException(
        ErrorCode.TYPE_MISMATCH,
        "A parameter cannot be a " + value.getClass().getSimpleName(),
        "Set a number, a text, a truth value, a date, a time, a timestamp or bytes.");
  }

  private static ColumnType typeOf(BigDecimal number, ColumnType wanted) {
    boolean whole = number.stripTrailingZeros().scale() <= 0;
    if (wanted.isInteger() && whole && fits(number, wanted)) {
      return wanted;
    }
    if (wanted.kind() == Kind.DOUBLE) {
      return wanted;
    }
    if (number.scale() <= 0 && fits(number, ColumnType.BIGINT) && wanted.isInteger()) {
      return ColumnType.BIGINT;
    }
    if (number.precision() > ColumnType.MAX_PRECISION
        || number.scale() > ColumnType.MAX_PRECISION) {
      throw PostgresNumeric.outOfRange("numeric");
    }
    return Literals.typeOf(number.scale() < 0 ? number.setScale(0) : number);
  }

  private static boolean fits(BigDecimal number, ColumnType type) {
    int bits =
        switch (type.kind()) {
          case SMALLINT -> Short.SIZE;
          case INTEGER -> Integer.SIZE;
          default -> Long.SIZE;
        };
    return number.precision() - number.scale() <= ColumnType.MAX_PRECISION
        && number.toBigInteger().bitLength() < bits;
  }
}
