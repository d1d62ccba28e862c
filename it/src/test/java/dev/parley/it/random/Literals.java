// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as SQL writes them. */
final class Literals {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private Literals() {}

  static String of(Object value) {
    if (value instanceof String text) {
      return "'" + text.replace("'", "''") + "'";
    }
    if (value instanceof LocalDate date) {
      return "DATE '" + date + "'";
    }
    if (value instanceof LocalTime time) {
      return "TIME '" + TIME.format(time) + "'";
    }
    if (value instanceof LocalDateTime timestamp) {
      return "TIMESTAMP '" + TIMESTAMP.format(timestamp) + "'";
    }
    if (value instanceof Boolean truth) {
      return truth ? "TRUE" : "FALSE";
    }
    if (value instanceof Double number) {
      // As PostgreSQL takes it, a literal with an exponent is no double.
      return "CAST(" + BigDecimal.valueOf(number).toPlainString() + " AS DOUBLE PRECISION)";
    }
    return number(new BigDecimal(value.toString()));
  }

  private static String number(BigDecimal value) {
    return value.signum() < 0 ? "(" + value.toPlainString() + ")" : value.toPlainString();
  }
}
