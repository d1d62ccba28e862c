// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Dates, times and timestamps as PostgreSQL prints and reads them; of the years 1 to 9999, beyond
 * which clients show others.
 */
final class TimeValues {
  private static final int DATE_LENGTH = 10;
  private static final int LAST_YEAR = 9999;
  private static final int NANOS_PER_MICROSECOND = 1000;
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4)
          .appendPattern("-MM-dd")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm[:ss]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DATE)
          .appendPattern("[ ]['T']")
          .append(TIME)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private TimeValues() {}

  static LocalDate date(String text) {
    // What follows the day is read and dropped, as PostgreSQL does it.
    return text.length() == DATE_LENGTH ? day(text) : timestamp(text).toLocalDate();
  }

  /** PostgreSQL's 24:00:00, the end of a day, is no time of a day here. */
  static LocalTime time(String text) {
    if (text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH - 3) == '-') {
      // a day before the time is read and dropped
      return timestamp(text).toLocalTime();
    }
    try {
      LocalDateTime rounded = microseconds(LocalDate.EPOCH.atTime(LocalTime.parse(text, TIME)));
      if (rounded.toLocalDate().equals(LocalDate.EPOCH)) {
        return rounded.toLocalTime();
      }
    } catch (DateTimeException e) {
      throw TextValues.invalid("time", e);
    }
    throw PostgresNumeric.outOfRange("time");
  }

  private static LocalDate day(String text) {
    try {
      return bounded(LocalDate.parse(text, DATE));
    } catch (DateTimeException e) {
      throw TextValues.invalid("date", e);
    }
  }

  static LocalDateTime timestamp(String text) {
    if (text.length() == DATE_LENGTH) {
      return day(text).atStartOfDay();
    }
    try {
      return bounded(microseconds(LocalDateTime.parse(text, TIMESTAMP)));
    } catch (DateTimeException e) {
      throw TextValues.invalid("timestamp", e);
    }
  }

  /** PostgreSQL keeps microseconds, and rounds what is finer. */
  static LocalDateTime microseconds(LocalDateTime time) {
    return time.plusNanos(NANOS_PER_MICROSECOND / 2).truncatedTo(ChronoUnit.MICROS);
  }

  static LocalDate bounded(LocalDate day) {
    if (day.getYear() < 1 || day.getYear() > LAST_YEAR) {
      throw PostgresNumeric.outOfRange("date");
    }
    return day;
  }

  static LocalDateTime bounded(LocalDateTime time) {
    if (time.getYear() < 1 || time.getYear() > LAST_YEAR) {
      throw PostgresNumeric.outOfRange("timestamp");
    }
    return time;
  }

  static String print(LocalDate day) {
    return String.format(
        Locale.ROOT, "%04d-%02d-%02d", day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  static String print(LocalDateTime time) {
    return print(time.toLocalDate()) + " " + print(time.toLocalTime());
  }

  static String print(LocalTime time) {
    String text =
        String.format(
            Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
    int micros = time.getNano() / NANOS_PER_MICROSECOND;
    return micros == 0
        ? text
        : text + String.format(Locale.ROOT, ".%06d", micros).replaceFirst("0+$", "");
  }
}
