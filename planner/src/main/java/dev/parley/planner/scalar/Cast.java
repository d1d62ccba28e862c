// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Conversion of values to a type, as PostgreSQL does it. */
final class Cast {
  /** PostgreSQL takes no more digits of a double precision than are surely its own. */
  private static final MathContext DIGITS_OF_DOUBLE = new MathContext(15, RoundingMode.HALF_EVEN);

  private Cast() {}

  /** Returns {@code value}, of any type, as {@code type}. */
  static @Nullable Object to(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (type.isText()) {
      return text(type, TextValues.print(value));
    }
    if (value instanceof String text) {
      return type.kind() == ColumnType.Kind.VARBINARY
          ? OctetValues.read(text)
          : parsed(type, text.strip());
    }
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT -> integer(type, value);
      case DECIMAL -> decimal(type, value);
      case DOUBLE -> approximate((Number) value);
      case TIMESTAMP -> value instanceof LocalDate day ? day.atStartOfDay() : value;
      case DATE -> value instanceof LocalDateTime time ? time.toLocalDate() : value;
      case TIME -> value instanceof LocalDateTime time ? time.toLocalTime() : value;
      case BOOLEAN -> value instanceof Long number ? (Boolean) (number != 0) : value;
      case GEOMETRY, VARBINARY -> value;
      case VARCHAR, CHAR -> throw new IllegalStateException("Texts are done");
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
    BigDecimal exact = exact(type, value);
    if (value instanceof Double) {
      exact = exact.round(DIGITS_OF_DOUBLE);
    }
    BigDecimal rounded = exact.setScale(type.scale(), RoundingMode.HALF_UP);
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
      return new BigDecimal(number);
    }
    if (value instanceof Boolean truth) {
      return truth ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value;
  }

  private static Double approximate(Number value) {
    double result = value.doubleValue();
    if (value instanceof BigDecimal && Double.isInfinite(result)) {
      throw PostgresNumeric.outOfRange("double precision");
    }
    return result;
  }

  /** A cast cuts what is too long; CHAR is filled with blanks, and loses them on the way out. */
  private static String text(ColumnType type, String value) {
    int length = value.codePointCount(0, value.length());
    int wanted = type.precision();
    if (wanted > 0 && length > wanted) {
      return value.substring(0, value.offsetByCodePoints(0, wanted));
    }
    if (type.kind() == ColumnType.Kind.CHAR) {
      return value + " ".repeat(Math.max(0, wanted - length));
    }
    return value;
  }

  private static Object parsed(ColumnType type, String text) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT -> integer(type, new BigDecimal(TextValues.integer(text)));
      case DECIMAL -> decimal(type, TextValues.decimal(text));
      case DOUBLE -> TextValues.approximate(text);
      case BOOLEAN -> TextValues.truth(text);
      case DATE -> TimeValues.date(text);
      case TIME -> TimeValues.time(text);
      case TIMESTAMP -> TimeValues.timestamp(text);
      case GEOMETRY -> WellKnownText.read(text);
      case VARBINARY -> OctetValues.read(text);
      case VARCHAR, CHAR -> text;
    };
  }
}
