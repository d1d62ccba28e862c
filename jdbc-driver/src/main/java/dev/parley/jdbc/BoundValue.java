// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Locale;
import java.util.UUID;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.apache.calcite.avatica.remote.TypedValue;
import org.apache.calcite.avatica.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A parameter's value on its way to the gateway. Times are what the clock on the wall shows, in the
 * zone of the calendar that came with them.
 */
final class BoundValue {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private BoundValue() {}

  /**
   * Takes a value as what its class says it is.
   *
   * @throws SQLException 0A000 for a class that is none of SQL's, or not one of Parley's
   */
  static TypedValue of(@Nullable Object value, WallClock clock) throws SQLException {
    if (value == null) {
      return TypedValue.EXPLICIT_NULL;
    }
    if (value instanceof String || value instanceof Character || value instanceof UUID) {
      return text(value.toString());
    }
    if (value instanceof Clob) {
      return text(characters((Clob) value));
    }
    if (value instanceof byte[] || value instanceof Blob) {
      return bytes(value);
    }
    if (value instanceof Boolean) {
      return TypedValue.ofLocal(Rep.BOOLEAN, value);
    }
    if (value instanceof Number) {
      return number((Number) value);
    }
    if (value instanceof Date || value instanceof LocalDate) {
      return date(date(value, clock));
    }
    if (value instanceof Time || value instanceof LocalTime) {
      return time(time(value, clock));
    }
    return timestamp(timestamp(value, clock));
  }

  /**
   * Takes a value as one of an SQL type.
   *
   * @param type one of {@link Types}
   * @throws SQLException 0A000 for a type that Parley has not, 22003 for a number and 22P02 for
   *     anything else that is none of that type
   */
  static TypedValue of(@Nullable Object value, int type, WallClock clock) throws SQLException {
    if (value == null || type == Types.NULL) {
      return TypedValue.EXPLICIT_NULL;
    }
    try {
      return converted(value, type, clock);
    } catch (ArithmeticException e) {
      throw SqlErrors.of(
          "A value does not fit into the type that it is to have | Set another value.",
          SqlErrors.OUT_OF_RANGE,
          101);
    } catch (NumberFormatException | DateTimeException e) {
      throw SqlErrors.of(
          "A text is no value of the type that it is to have | Set another value.", "22P02", 103);
    }
  }

  private static TypedValue converted(Object value, int type, WallClock clock) throws SQLException {
    switch (type) {
      case Types.TINYINT:
        return whole((long) exact(value).byteValueExact());
      case Types.SMALLINT:
        return whole((long) exact(value).shortValueExact());
      case Types.INTEGER:
        return whole((long) exact(value).intValueExact());
      case Types.BIGINT:
        return whole(exact(value).longValueExact());
      case Types.DECIMAL:
      case Types.NUMERIC:
        return TypedValue.ofLocal(Rep.NUMBER, decimal(value));
      case Types.REAL:
      case Types.FLOAT:
      case Types.DOUBLE:
        return TypedValue.ofLocal(Rep.DOUBLE, approximate(value));
      case Types.BIT:
      case Types.BOOLEAN:
        return TypedValue.ofLocal(Rep.BOOLEAN, truth(value));
      case Types.BINARY:
      case Types.VARBINARY:
      case Types.LONGVARBINARY:
      case Types.BLOB:
        return bytes(value);
      case Types.DATE:
        return date(date(value, clock));
      case Types.TIME:
        return time(time(value, clock));
      case Types.TIMESTAMP:
      case Types.TIMESTAMP_WITH_TIMEZONE:
        return timestamp(timestamp(value, clock));
      case Types.JAVA_OBJECT:
      case Types.OTHER:
        return of(value, clock);
      default:
        return text(textOf(type, value, clock));
    }
  }

  private static String textOf(int type, Object value, WallClock clock) throws SQLException {
    switch (type) {
      case Types.CHAR:
      case Types.NCHAR:
      case Types.VARCHAR:
      case Types.NVARCHAR:
      case Types.LONGVARCHAR:
      case Types.LONGNVARCHAR:
      case Types.CLOB:
      case Types.NCLOB:
        return text(value, clock);
      default:
        throw unsupported();
    }
  }

  /** What java.sql's classes print is what the wall's clock shows in another zone, perhaps. */
  private static String text(Object value, WallClock clock) throws SQLException {
    if (value instanceof Date) {
      return date(value, clock).toString();
    }
    if (value instanceof Time) {
      return CellText.of(time(value, clock));
    }
    if (value instanceof Clob) {
      return characters((Clob) value);
    }
    return value instanceof java.util.Date
        ? MICROSECONDS.format(timestamp(value, clock))
        : value.toString();
  }

  private static TypedValue text(String value) throws SQLException {
    WholeCharacters.require(value);
    return TypedValue.ofLocal(Rep.STRING, value);
  }

  private static String characters(Clob value) throws SQLException {
    return value.getSubString(1, (int) Math.min(value.length(), Integer.MAX_VALUE));
  }

  private static TypedValue bytes(Object value) throws SQLException {
    if (value instanceof byte[]) {
      return TypedValue.ofLocal(Rep.BYTE_STRING, new ByteString(((byte[]) value).clone()));
    }
    if (value instanceof Blob) {
      return bytes(Bytes.of((Blob) value));
    }
    if (value instanceof InputStream) {
      return bytes(Bytes.read((InputStream) value, Long.MAX_VALUE));
    }
    throw unsupported();
  }

  private static TypedValue number(Number value) throws SQLException {
    if (value instanceof BigDecimal) {
      return TypedValue.ofLocal(Rep.NUMBER, value);
    }
    if (value instanceof BigInteger) {
      return TypedValue.ofLocal(Rep.NUMBER, new BigDecimal((BigInteger) value));
    }
    if (value instanceof Double || value instanceof Float) {
      return TypedValue.ofLocal(Rep.DOUBLE, value.doubleValue());
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return whole(value.longValue());
    }
    throw unsupported();
  }

  private static TypedValue whole(long value) {
    return TypedValue.ofLocal(Rep.LONG, value);
  }

  /** Digits behind the point are cut off, as JDBC's tables of conversions allow. */
  private static BigInteger exact(Object value) throws SQLException {
    return decimal(value).toBigInteger();
  }

  private static BigDecimal decimal(Object value) throws SQLException {
    if (value instanceof Boolean) {
      return (Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof BigDecimal) {
      return (BigDecimal) value;
    }
    if (value instanceof Number || value instanceof String || value instanceof Character) {
      return new BigDecimal(value.toString().trim());
    }
    throw unsupported();
  }

  private static double approximate(Object value) throws SQLException {
    if (value instanceof Number) {
      return ((Number) value).doubleValue();
    }
    return value instanceof String
        ? Double.parseDouble((String) value)
        : decimal(value).doubleValue();
  }

  private static boolean truth(Object value) throws SQLException {
    if (value instanceof Boolean) {
      return (Boolean) value;
    }
    if (value instanceof Number) {
      return decimal(value).signum() != 0;
    }
    try {
      return new Cell(value.toString()).truth();
    } catch (SQLException e) {
      throw new NumberFormatException("neither true nor false");
    }
  }

  private static LocalDate date(Object value, WallClock clock) throws SQLException {
    if (value instanceof LocalDate) {
      return (LocalDate) value;
    }
    return timestamp(value, clock).toLocalDate();
  }

  private static LocalTime time(Object value, WallClock clock) throws SQLException {
    if (value instanceof LocalTime) {
      return (LocalTime) value;
    }
    if (value instanceof Time) {
      return clock.show((Time) value).toLocalTime();
    }
    if (value instanceof Date || value instanceof LocalDate) {
      throw unsupported();
    }
    return timestamp(value, clock).toLocalTime();
  }

  private static LocalDateTime timestamp(Object value, WallClock clock) throws SQLException {
    if (value instanceof LocalDateTime) {
      return (LocalDateTime) value;
    }
    if (value instanceof LocalDate) {
      return ((LocalDate) value).atStartOfDay();
    }
    if (value instanceof String) {
      return CellText.moment((String) value);
    }
    if (value instanceof java.util.Date) {
      return clock.show((java.util.Date) value);
    }
    return instant(value).atZone(clock.zone()).toLocalDateTime();
  }

  private static Instant instant(Object value) throws SQLException {
    if (value instanceof OffsetDateTime) {
      return ((OffsetDateTime) value).toInstant();
    }
    if (value instanceof ZonedDateTime) {
      return ((ZonedDateTime) value).toInstant();
    }
    if (value instanceof Instant) {
      return (Instant) value;
    }
    if (value instanceof Calendar) {
      return ((Calendar) value).toInstant();
    }
    throw isOfSql(value) ? unsupported() : ReadErrors.unknownClass(value.getClass());
  }

  /** Whether JDBC has a type for values of that class, if Parley has not. */
  private static boolean isOfSql(Object value) {
    return value instanceof Array || value instanceof TemporalAccessor || value instanceof SQLXML;
  }

  private static TypedValue date(LocalDate day) {
    return TypedValue.ofLocal(Rep.JAVA_SQL_DATE, (int) day.toEpochDay());
  }

  /** As timestamps do; what would round to the next midnight stays before it. */
  private static TypedValue time(LocalTime exact) {
    LocalTime rounded = WallClock.rounded(LocalDate.ofEpochDay(0).atTime(exact)).toLocalTime();
    LocalTime time =
        rounded.plusSeconds(1).isBefore(exact) ? exact.truncatedTo(ChronoUnit.MICROS) : rounded;
    if (!time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
      return TypedValue.ofLocal(Rep.STRING, CLOCK.format(time));
    }
    return TypedValue.ofLocal(Rep.JAVA_SQL_TIME, time.get(ChronoField.MILLI_OF_DAY));
  }

  /** Avatica's timestamps end at the millisecond; what is finer travels as a text. */
  private static TypedValue timestamp(LocalDateTime exact) {
    LocalDateTime time = WallClock.rounded(exact);
    if (!time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
      return TypedValue.ofLocal(Rep.STRING, MICROSECONDS.format(time));
    }
    Instant instant = time.toInstant(ZoneOffset.UTC);
    return TypedValue.ofLocal(Rep.JAVA_SQL_TIMESTAMP, instant.toEpochMilli());
  }

  /** Rounds a number that was given with a scale. */
  static Object scaled(Object value, int type, int scale) throws SQLException {
    boolean decimal = type == Types.DECIMAL || type == Types.NUMERIC;
    return decimal ? decimal(value).setScale(scale, RoundingMode.HALF_UP) : value;
  }

  private static SQLException unsupported() {
    return SqlErrors.notSupported(
        "Parley has no parameters of that type",
        "Set a number, a text, a truth value, a date, a time, a timestamp or bytes.");
  }
}
