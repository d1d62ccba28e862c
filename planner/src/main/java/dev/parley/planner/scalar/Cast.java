// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Conversion of values to a type, as PostgreSQL does it. */
final class Cast {
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("[ ]['T']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .toFormatter(Locale.ROOT);
  private static final int DATE_LENGTH = 10;
  private static final int MAX_EXPONENT = 1000;

  private Cast() {}

  static boolean isPossible(ColumnType from, ColumnType to) {
    return (from.isNumeric() && to.isNumeric())
        || (from.kind() == to.kind() && !from.isText())
        || (from.isText() && to.isText())
        || (from.kind() == ColumnType.Kind.DATE && to.kind() == ColumnType.Kind.TIMESTAMP);
  }

  /** Returns {@code value}, of any type, as {@code type}. */
  static @Nullable Object to(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof String text && !type.isText()) {
      return parsed(type, text.strip());
    }
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT -> integer(type, value);
      case DECIMAL -> decimal(type, value);
      case DOUBLE -> ((Number) value).doubleValue();
      case TIMESTAMP -> value instanceof LocalDate day ? day.atStartOfDay() : value;
      case VARCHAR, CHAR -> text(type, (String) value);
      case BOOLEAN, DATE -> value;
    };
  }

  static Long integer(ColumnType type, Object value) {
    BigInteger rounded =
        value instanceof Long whole
            ? BigInteger.valueOf(whole)
            : exact(type, value).setScale(0, rounding(value)).toBigInteger();
    int bits =
        switch (type.kind()) {
          case SMALLINT -> Short.SIZE;
          case INTEGER -> Integer.SIZE;
          default -> Long.SIZE;
        };
    if (rounded.bitLength() >= bits) {
      throw PostgresNumeric.outOfRange(type.toString().toLowerCase(Locale.ROOT));
    }
    return rounded.longValueExact();
  }

  /** PostgreSQL rounds numeric half away from zero, but double precision half to even. */
  private static RoundingMode rounding(Object value) {
    return value instanceof Double ? RoundingMode.HALF_EVEN : RoundingMode.HALF_UP;
  }

  private static BigDecimal decimal(ColumnType type, Object value) {
    BigDecimal rounded = exact(type, value).setScale(type.scale(), RoundingMode.HALF_UP);
    if (rounded.signum() != 0 && rounded.precision() > type.precision()) {
      throw PostgresNumeric.outOfRange(type.toString());
    }
    return rounded;
  }

  private static BigDecimal exact(ColumnType type, Object value) {
    if (value instanceof Double number) {
      if (!Double.isFinite(number)) {
        throw PostgresNumeric.outOfRange(type.toString());
      }
      return new BigDecimal(number.toString());
    }
    return value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value;
  }

  private static String text(ColumnType type, String value) {
    if (type.precision() == 0 || value.codePointCount(0, value.length()) <= type.precision()) {
      return value;
    }
    return value.substring(0, value.offsetByCodePoints(0, type.precision()));
  }

  private static Object parsed(ColumnType type, String text) {
    try {
      return switch (type.kind()) {
        case SMALLINT, INTEGER, BIGINT -> integer(type, new BigDecimal(new BigInteger(text)));
        case DECIMAL -> decimal(type, bounded(new BigDecimal(text)));
        case DOUBLE -> Double.valueOf(text);
        case BOOLEAN -> truth(text);
        case DATE -> LocalDate.parse(text);
        case TIMESTAMP ->
            text.length() == DATE_LENGTH
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text, TIMESTAMP);
        case VARCHAR, CHAR -> text;
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw new ParleyException(
          ErrorCode.INVALID_TEXT,
          "A text in the statement is not a " + type,
          "Write the value as PostgreSQL does, a date as 'YYYY-MM-DD'.",
          e);
    }
  }

  private static BigDecimal bounded(BigDecimal value) {
    if (Math.abs((long) value.scale()) > MAX_EXPONENT) {
      throw new NumberFormatException("exponent");
    }
    return value;
  }

  private static Boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "t", "true", "y", "yes", "on", "1" -> true;
      case "f", "false", "n", "no", "off", "0" -> false;
      default -> throw new NumberFormatException("not a truth value");
    };
  }
}
