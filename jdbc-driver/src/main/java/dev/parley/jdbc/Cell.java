// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;

/**
 * A value of a result that is not NULL, as the classes that JDBC has getters for (JDBC 4.3, Table
 * B-6). What does not fit is an error, and never another value.
 */
final class Cell {
  private static final int MOST_DIGITS = 1000;

  private final Object value;
  private final String what;

  /**
   * Takes a value.
   *
   * @param value Boolean, Integer, Short, Long, BigDecimal, Double, String, LocalDate, LocalTime,
   *     LocalDateTime or byte[]
   */
  Cell(Object value) {
    this(value, "A value");
  }

  /**
   * Takes a value, and what errors call it.
   *
   * @param what "A value of column 2 ('n')"
   */
  Cell(Object value, String what) {
    this.value = value;
    this.what = what;
  }

  /** What JDBC gives for the type of the column, if nobody asks for another class (Table B-3). */
  Object standard(WallClock clock) {
    if (value instanceof Short) {
      return ((Short) value).intValue();
    }
    if (value instanceof byte[]) {
      return bytes();
    }
    if (value instanceof LocalDate) {
      return clock.date((LocalDate) value);
    }
    if (value instanceof LocalTime) {
      return clock.time(moment((LocalTime) value));
    }
    return value instanceof LocalDateTime ? clock.timestamp((LocalDateTime) value) : value;
  }

  String text() {
    return CellText.of(value);
  }

  /** Bytes themselves; of all else, as PostgreSQL's driver has it, the text in UTF-8. */
  byte[] bytes() {
    if (value instanceof byte[]) {
      return ((byte[]) value).clone();
    }
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /** Whether it is of a type whose values are bytes. */
  boolean isBytes() {
    return value instanceof byte[];
  }

  /** Digits after the point are cut off. */
  long whole(long min, long max) throws SQLException {
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      long whole = ((Number) value).longValue();
      if (whole < min || whole > max) {
        throw doesNotFit();
      }
      return whole;
    }
    BigInteger whole = wholeOfAnySize();
    if (whole.compareTo(BigInteger.valueOf(min)) < 0
        || whole.compareTo(BigInteger.valueOf(max)) > 0) {
      throw doesNotFit();
    }
    return whole.longValue();
  }

  private SQLException doesNotFit() {
    return SqlErrors.outOfRange(what + " does not fit into the type that it is read as");
  }

  BigInteger wholeOfAnySize() throws SQLException {
    BigDecimal exact = decimal();
    // a text of few characters can stand for a number that fills the memory
    if ((long) exact.precision() - exact.scale() > MOST_DIGITS) {
      throw doesNotFit();
    }
    return exact.toBigInteger();
  }

  BigDecimal decimal() throws SQLException {
    if (value instanceof BigDecimal) {
      return (BigDecimal) value;
    }
    if (value instanceof Boolean) {
      return (Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    try {
      return new BigDecimal(text().trim());
    } catch (NumberFormatException e) {
      throw ReadErrors.noNumber(what);
    }
  }

  /** Rounded as PostgreSQL's driver does it. */
  BigDecimal decimal(int scale) throws SQLException {
    if (Math.abs((long) scale) > MOST_DIGITS) {
      throw ReadErrors.invalidArgument("The scale is out of all range");
    }
    return decimal().setScale(scale, RoundingMode.HALF_EVEN);
  }

  double approximate() throws SQLException {
    if (value instanceof Number) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof Boolean) {
      return (Boolean) value ? 1 : 0;
    }
    try {
      return Double.parseDouble(text().trim());
    } catch (NumberFormatException e) {
      throw ReadErrors.noNumber(what);
    }
  }

  boolean truth() throws SQLException {
    if (value instanceof Boolean) {
      return (Boolean) value;
    }
    switch (text().trim().toLowerCase(Locale.ROOT)) {
      case "1":
      case "t":
      case "true":
      case "y":
      case "yes":
      case "on":
        return true;
      case "0":
      case "f":
      case "false":
      case "n":
      case "no":
      case "off":
        return false;
      default:
        throw ReadErrors.noTruth(what);
    }
  }

  LocalDateTime moment() throws SQLException {
    if (value instanceof LocalDateTime) {
      return (LocalDateTime) value;
    }
    if (value instanceof LocalDate) {
      return ((LocalDate) value).atStartOfDay();
    }
    if (value instanceof LocalTime) {
      return moment((LocalTime) value);
    }
    try {
      return CellText.moment(text());
    } catch (DateTimeException e) {
      throw ReadErrors.noTime(what);
    }
  }

  private static LocalDateTime moment(LocalTime time) {
    return LocalDate.ofEpochDay(0).atTime(time);
  }

  Date date(WallClock clock) throws SQLException {
    return clock.date(moment().toLocalDate());
  }

  Time time(WallClock clock) throws SQLException {
    return clock.time(moment());
  }

  Timestamp timestamp(WallClock clock) throws SQLException {
    return clock.timestamp(moment());
  }
}
