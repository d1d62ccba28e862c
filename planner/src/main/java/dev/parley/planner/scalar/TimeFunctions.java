// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/** Functions of dates, times and timestamps, as PostgreSQL has them. */
final class TimeFunctions {
  private static final int MONTHS_PER_QUARTER = 3;
  private static final int DIGITS_OF_SECOND = 6;
  private static final int DIGITS_OF_NANO = 9;

  private TimeFunctions() {}

  /** One field of a date, a time or a timestamp. */
  static BigDecimal extract(String unit, Object value) {
    if (value instanceof LocalDate day) {
      return unit.equals("EPOCH")
          ? BigDecimal.valueOf(day.atStartOfDay().toEpochSecond(ZoneOffset.UTC))
          : BigDecimal.valueOf(ofDay(unit, day));
    }
    // a time since midnight is one of the first of 1970
    LocalDateTime time =
        value instanceof LocalTime ofDay ? LocalDate.EPOCH.atTime(ofDay) : (LocalDateTime) value;
    return switch (unit) {
      case "HOUR" -> BigDecimal.valueOf(time.getHour());
      case "MINUTE" -> BigDecimal.valueOf(time.getMinute());
      case "SECOND" -> seconds(time.getSecond(), time.getNano());
      case "EPOCH" -> seconds(time.toEpochSecond(ZoneOffset.UTC), time.getNano());
      default -> BigDecimal.valueOf(ofDay(unit, time.toLocalDate()));
    };
  }

  private static BigDecimal seconds(long seconds, int nanos) {
    return BigDecimal.valueOf(nanos, DIGITS_OF_NANO)
        .add(BigDecimal.valueOf(seconds))
        .setScale(DIGITS_OF_SECOND, RoundingMode.DOWN);
  }

  private static long ofDay(String unit, LocalDate day) {
    return switch (unit) {
      case "YEAR" -> day.getYear();
      case "QUARTER" -> day.get(IsoFields.QUARTER_OF_YEAR);
      case "MONTH" -> day.getMonthValue();
      case "WEEK" -> day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case "DAY" -> day.getDayOfMonth();
      case "DOY" -> day.getDayOfYear();
      case "DOW" -> day.getDayOfWeek().getValue() % DayOfWeek.values().length;
      case "ISODOW" -> day.getDayOfWeek().getValue();
      case "ISOYEAR" -> day.get(IsoFields.WEEK_BASED_YEAR);
      default -> throw new IllegalStateException("No unit of a date: " + unit);
    };
  }

  /** The moment at which the unit around a timestamp begins. */
  static LocalDateTime truncate(String unit, LocalDateTime time) {
    LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case "SECOND" -> time.truncatedTo(ChronoUnit.SECONDS);
      case "MINUTE" -> time.truncatedTo(ChronoUnit.MINUTES);
      case "HOUR" -> time.truncatedTo(ChronoUnit.HOURS);
      case "DAY" -> day;
      case "WEEK" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case "MONTH" -> day.withDayOfMonth(1);
      case "QUARTER" ->
          day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1L) % MONTHS_PER_QUARTER);
      case "YEAR" -> day.withDayOfYear(1);
      default -> throw new IllegalStateException("No unit to truncate to: " + unit);
    };
  }

  static LocalDate addDays(LocalDate day, long days) {
    try {
      return TimeValues.bounded(day.plusDays(days));
    } catch (DateTimeException e) {
      throw PostgresNumeric.outOfRange("date");
    }
  }

  static long daysBetween(LocalDate to, LocalDate from) {
    return ChronoUnit.DAYS.between(from, to);
  }

  /** First the months, where the 31st may become the 30th, then days, then the rest. */
  static LocalDateTime add(LocalDateTime time, long months, long days, long microseconds) {
    try {
      LocalDateTime sum = time.plusMonths(months).plusDays(days);
      return TimeValues.bounded(sum.plus(microseconds, ChronoUnit.MICROS));
    } catch (DateTimeException e) {
      throw PostgresNumeric.outOfRange("timestamp");
    }
  }
}
