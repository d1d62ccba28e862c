// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** The values of results as texts, the way PostgreSQL prints them, and back. */
final class CellText {
  private static final int MICRO_DIGITS = 6;
  private static final int NANO_DIGITS = 9;
  private static final int HEXADECIMAL = 16;
  private static final int TIME_LENGTH = "00:00".length();
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, MICRO_DIGITS, true)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .append(DAY)
          .appendLiteral(' ')
          .append(TIME)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter READ_TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm[:ss]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, NANO_DIGITS, true)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private CellText() {}

  static String of(Object value) {
    if (value instanceof Boolean) {
      return (Boolean) value ? "t" : "f";
    }
    if (value instanceof Double) {
      return DoubleText.of((Double) value);
    }
    if (value instanceof BigDecimal) {
      return ((BigDecimal) value).toPlainString();
    }
    if (value instanceof byte[]) {
      return hexadecimal((byte[]) value);
    }
    if (value instanceof LocalDate) {
      return DAY.format((LocalDate) value);
    }
    if (value instanceof LocalTime) {
      return TIME.format((LocalTime) value);
    }
    return value instanceof LocalDateTime ? MOMENT.format((LocalDateTime) value) : value.toString();
  }

  private static String hexadecimal(byte[] bytes) {
    StringBuilder text = new StringBuilder(2 + 2 * bytes.length).append("\\x");
    for (byte b : bytes) {
      text.append(Character.forDigit((b >> 4) & 0xF, HEXADECIMAL));
      text.append(Character.forDigit(b & 0xF, HEXADECIMAL));
    }
    return text.toString();
  }

  /**
   * Reads a day with or without a time, or a time, which is one of the first of 1970.
   *
   * @throws DateTimeException if it is none
   */
  static LocalDateTime moment(String text) {
    String trimmed = text.trim();
    int colon = trimmed.indexOf(':');
    if (colon >= 0 && colon < TIME_LENGTH) {
      return LocalDate.ofEpochDay(0).atTime(LocalTime.parse(trimmed, READ_TIME));
    }
    int gap = Math.max(trimmed.indexOf(' '), trimmed.indexOf('T'));
    if (gap < 0) {
      return LocalDate.parse(trimmed, DAY).atStartOfDay();
    }
    return LocalDate.parse(trimmed.substring(0, gap), DAY)
        .atTime(LocalTime.parse(trimmed.substring(gap + 1).trim(), READ_TIME));
  }
}
