// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What the text of a field can be read as. */
final class FieldText {
  private static final int DATE_CHARS = "2026-01-31".length();
  private static final int MINUTE_CHARS = "2026-01-31 23:59".length();
  private static final int MICROSECOND_CHARS = "2026-01-31 23:59:59.123456".length();

  private FieldText() {}

  static boolean isBoolean(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  /** Returns a day of the years 1 to 9999 written {@code 2026-01-31}, or null. */
  static @Nullable LocalDate date(String text) {
    if (text.length() != DATE_CHARS || !startsLikeDate(text)) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text);
      return date.getYear() < 1 ? null : date;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /**
   * Returns a time of a day, or null: a date, a space or T, then hour and minute, perhaps seconds
   * with up to six digits of a fraction. With more digits it is text, so that none gets lost.
   */
  static @Nullable LocalDateTime timestamp(String text) {
    if (text.length() < MINUTE_CHARS
        || text.length() > MICROSECOND_CHARS
        || !startsLikeDate(text)
        || "T ".indexOf(text.charAt(DATE_CHARS)) < 0
        || text.endsWith(".")) {
      return null;
    }
    try {
      LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
      return time.getYear() < 1 ? null : time;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** A glance that spares most texts the price of an exception. */
  private static boolean startsLikeDate(String text) {
    return text.charAt(0) >= '0' && text.charAt(0) <= '9' && text.charAt(4) == '-';
  }

  /**
   * Returns the value of {@code text} for a column of that type, as {@link Row#value} has it.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Object parse(String text, ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.parseBoolean(text);
      case SMALLINT, INTEGER -> Integer.parseInt(text);
      case BIGINT -> Long.parseLong(text);
      case DECIMAL -> decimal(text, type);
      case DOUBLE -> Double.parseDouble(text);
      case CHAR, VARCHAR -> text;
      case TIME, VARBINARY, GEOMETRY ->
          throw new IllegalStateException("Files hold no times of a day, bytes and places");
      case DATE -> required(date(text));
      case TIMESTAMP -> {
        LocalDate day = date(text);
        yield day == null ? required(timestamp(text)) : day.atStartOfDay();
      }
    };
  }

  private static BigDecimal decimal(String text, ColumnType type) {
    BigDecimal value = new BigDecimal(text);
    if (value.scale() > type.scale()) {
      throw new IllegalArgumentException("Invalid decimal: too many digits after the point");
    }
    return value.setScale(type.scale());
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("Invalid date or time");
    }
    return value;
  }
}
