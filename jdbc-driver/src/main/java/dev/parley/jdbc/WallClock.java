// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * What the clock on the wall shows, as Parley's types have it, and the instants that JDBC's classes
 * have instead: by the calendar of Gregor and Julius, in a zone.
 */
@SuppressWarnings("JavaUtilDate") // what JDBC's classes are
final class WallClock {
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final int EPOCH_YEAR = 1970;

  private final TimeZone zone;

  private WallClock(TimeZone zone) {
    this.zone = zone;
  }

  /** In the zone of a calendar; of none, in that of this process, as it is now. */
  static WallClock of(@Nullable Calendar calendar) {
    return new WallClock(calendar == null ? TimeZone.getDefault() : calendar.getTimeZone());
  }

  ZoneId zone() {
    return zone.toZoneId();
  }

  private Calendar calendar() {
    return new GregorianCalendar(zone, Locale.ROOT);
  }

  private Calendar at(LocalDateTime wall) {
    Calendar calendar = calendar();
    calendar.clear();
    int year = wall.getYear();
    calendar.set(Calendar.ERA, year > 0 ? GregorianCalendar.AD : GregorianCalendar.BC);
    calendar.set(
        year > 0 ? year : 1 - year,
        wall.getMonthValue() - 1,
        wall.getDayOfMonth(),
        wall.getHour(),
        wall.getMinute(),
        wall.getSecond());
    return calendar;
  }

  Calendar calendar(LocalDateTime wall) {
    Calendar calendar = at(wall);
    calendar.set(Calendar.MILLISECOND, wall.get(ChronoField.MILLI_OF_SECOND));
    return calendar;
  }

  Timestamp timestamp(LocalDateTime wall) {
    Timestamp timestamp = new Timestamp(at(wall).getTimeInMillis());
    timestamp.setNanos(wall.get(ChronoField.NANO_OF_SECOND));
    return timestamp;
  }

  Date date(LocalDate day) {
    return new Date(at(day.atStartOfDay()).getTimeInMillis());
  }

  /** The time of the day, on the first of 1970. */
  Time time(LocalDateTime wall) {
    Calendar calendar = calendar(wall);
    // first on its own day, on which the clock may not have shown it
    calendar.setTimeInMillis(calendar.getTimeInMillis());
    calendar.set(Calendar.ERA, GregorianCalendar.AD);
    calendar.set(EPOCH_YEAR, Calendar.JANUARY, 1);
    return new Time(calendar.getTimeInMillis());
  }

  /** By the calendar's own reckoning, so that days before 1582 are what the caller wrote. */
  LocalDateTime show(java.util.Date instant) {
    Calendar wall = calendar();
    wall.setTimeInMillis(instant.getTime());
    int year = wall.get(Calendar.YEAR);
    LocalDate day =
        LocalDate.of(
            wall.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year,
            wall.get(Calendar.MONTH) + 1,
            wall.get(Calendar.DAY_OF_MONTH));
    LocalTime time =
        LocalTime.of(
            wall.get(Calendar.HOUR_OF_DAY),
            wall.get(Calendar.MINUTE),
            wall.get(Calendar.SECOND),
            instant instanceof Timestamp
                ? ((Timestamp) instant).getNanos()
                : wall.get(Calendar.MILLISECOND) * NANOS_PER_MILLI);
    return day.atTime(time);
  }

  /** Rounds to what Parley's timestamps hold. */
  static LocalDateTime rounded(LocalDateTime exact) {
    return exact.plusNanos(NANOS_PER_MICRO / 2).truncatedTo(ChronoUnit.MICROS);
  }
}
