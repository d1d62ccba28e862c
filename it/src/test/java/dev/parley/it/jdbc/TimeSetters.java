// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** The ways to set a day, a time or both, in which zones could matter. */
final class TimeSetters {
  static final List<String> DAYS = List.of("DATE", "TIMESTAMP");
  static final List<String> MOMENTS = List.of("TIMESTAMP", "DATE");
  private static final List<String> CLOCKS = List.of("TIME");

  private TimeSetters() {}

  static List<Setter> all() {
    List<Setter> setters = new ArrayList<>();
    times(setters);
    clocks(setters);
    return setters;
  }

  private static void times(List<Setter> to) {
    Calendar kolkata = Calendar.getInstance(TimeZone.getTimeZone("Asia/Kolkata"), Locale.ROOT);
    Timestamp fine = Timestamp.valueOf("2024-02-29 23:59:58.123456");
    to.add(new Setter("setDate", DAYS, s -> s.setDate(1, Date.valueOf("2024-02-29"))));
    to.add(new Setter("setDate old", DAYS, s -> s.setDate(1, Date.valueOf("0999-12-31"))));
    to.add(new Setter("setDate(null)", DAYS, s -> s.setDate(1, null)));
    to.add(
        new Setter(
            "setDate(Calendar)", DAYS, s -> s.setDate(1, Date.valueOf("2024-02-29"), kolkata)));
    to.add(new Setter("setTimestamp", MOMENTS, s -> s.setTimestamp(1, fine)));
    to.add(
        new Setter(
            "setTimestamp before 1970",
            MOMENTS,
            s -> s.setTimestamp(1, Timestamp.valueOf("1969-12-31 23:59:59.999999"))));
    to.add(
        new Setter(
            "setTimestamp of nanoseconds",
            MOMENTS,
            s -> s.setTimestamp(1, Timestamp.valueOf("2024-12-31 23:59:59.9999996"))));
    to.add(new Setter("setTimestamp(null)", MOMENTS, s -> s.setTimestamp(1, null)));
    to.add(new Setter("setTimestamp(Calendar)", MOMENTS, s -> s.setTimestamp(1, fine, kolkata)));
    to.add(new Setter("setTimestamp(null Calendar)", MOMENTS, s -> s.setTimestamp(1, fine, null)));
    LocalDateTime moment = LocalDateTime.parse("2024-02-29T23:59:58.123456");
    to.add(Setter.object(Date.valueOf("2024-02-29"), DAYS));
    to.add(Setter.object(Timestamp.valueOf(moment), MOMENTS));
    to.add(Setter.object(LocalDate.parse("2024-02-29"), DAYS));
    to.add(Setter.object(moment, MOMENTS));
    to.add(Setter.object(OffsetDateTime.parse("2024-02-29T23:59:58.123456Z"), MOMENTS));
    to.add(Setter.object(OffsetDateTime.parse("2024-02-29T23:59:58.5+05:30"), MOMENTS));
    to.add(Setter.target(Timestamp.valueOf("2024-02-29 23:59:58"), Types.DATE, "DATE"));
    to.add(
        Setter.target(
            java.util.Date.from(Instant.ofEpochMilli(1_709_251_198_123L)), Types.DATE, "DATE"));
    to.add(Setter.target("2024-02-29 23:59:58.123456", Types.TIMESTAMP, "TIMESTAMP"));
    to.add(Setter.target(Date.valueOf("2024-02-29"), Types.TIMESTAMP, "TIMESTAMP"));
    to.add(
        Setter.target(
            java.util.Date.from(Instant.ofEpochMilli(1_709_251_198_123L)),
            Types.TIMESTAMP,
            "TIMESTAMP"));
  }

  private static void clocks(List<Setter> to) {
    Calendar kolkata = Calendar.getInstance(TimeZone.getTimeZone("Asia/Kolkata"), Locale.ROOT);
    Time time = Time.valueOf("23:59:58");
    Time millis = new Time(time.getTime() + 125);
    to.add(new Setter("setTime", CLOCKS, s -> s.setTime(1, time)));
    to.add(new Setter("setTime of milliseconds", CLOCKS, s -> s.setTime(1, millis)));
    to.add(new Setter("setTime(null)", CLOCKS, s -> s.setTime(1, null)));
    to.add(new Setter("setTime(Calendar)", CLOCKS, s -> s.setTime(1, millis, kolkata)));
    to.add(new Setter("setTime(null Calendar)", CLOCKS, s -> s.setTime(1, time, null)));
    to.add(
        new Setter(
            "setTime of another day",
            CLOCKS,
            s -> s.setTime(1, new Time(Timestamp.valueOf("2024-02-29 01:02:03").getTime()))));
    to.add(new Setter("setNull as TIME", CLOCKS, s -> s.setNull(1, Types.TIME)));
    to.add(new Setter("setString of a time", CLOCKS, s -> s.setString(1, "23:59:58.123456")));
    to.add(new Setter("setString of a short time", CLOCKS, s -> s.setString(1, "10:00")));
    to.add(new Setter("setString of no time", CLOCKS, s -> s.setString(1, "25:00")));
    to.add(Setter.object(time, CLOCKS));
    to.add(Setter.object(LocalTime.of(23, 59, 58), CLOCKS));
    to.add(Setter.object(LocalTime.of(23, 59, 58, 125_000_000), CLOCKS));
    to.add(Setter.object(LocalTime.of(1, 2, 3, 4_600), CLOCKS));
    to.add(Setter.object(OffsetTime.parse("23:59:58+05:30"), CLOCKS));
    to.add(Setter.target(time, Types.TIME, "TIME"));
    to.add(Setter.target(millis, Types.TIME, "TIME"));
    to.add(Setter.target(LocalTime.NOON, Types.TIME, "TIME"));
    to.add(Setter.target("23:59:58.5", Types.TIME, "TIME"));
    to.add(Setter.target("10:00", Types.TIME, "TIME"));
    to.add(Setter.target("no time", Types.TIME, "TIME"));
    to.add(Setter.target(Timestamp.valueOf("2024-02-29 23:59:58.5"), Types.TIME, "TIME"));
    to.add(Setter.target(LocalDateTime.parse("2024-02-29T23:59:58.5"), Types.TIME, "TIME"));
    to.add(Setter.target(Date.valueOf("2024-02-29"), Types.TIME, "TIME"));
    to.add(Setter.target(LocalDate.parse("2024-02-29"), Types.TIME, "TIME"));
    to.add(Setter.target(42, Types.TIME, "TIME"));
    to.add(Setter.target(time, Types.VARCHAR, "VARCHAR(40)"));
    to.add(Setter.target(LocalTime.of(1, 2, 3), Types.VARCHAR, "VARCHAR(40)"));
    to.add(Setter.target(time, Types.TIMESTAMP, "TIMESTAMP"));
    to.add(Setter.target(LocalTime.NOON, Types.TIMESTAMP, "TIMESTAMP"));
  }
}
