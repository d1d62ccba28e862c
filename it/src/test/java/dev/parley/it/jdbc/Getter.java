// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A way to read a value, by the number of its column and by its label. */
record Getter(String name, ByIndex byIndex, ByLabel byLabel) {

  /** Reads a column by its number. */
  @FunctionalInterface
  interface ByIndex {
    @Nullable Object get(ResultSet row, int column) throws SQLException;
  }

  /** Reads a column by its label. */
  @FunctionalInterface
  interface ByLabel {
    @Nullable Object get(ResultSet row, String label) throws SQLException;
  }

  /** Reads, and tells whether it was NULL. */
  Outcome read(ResultSet row, int column) throws Exception {
    return withNull(row, () -> byIndex.get(row, column));
  }

  Outcome read(ResultSet row, String label) throws Exception {
    return withNull(row, () -> byLabel.get(row, label));
  }

  private static Outcome withNull(ResultSet row, Outcome.Call call) throws Exception {
    Outcome outcome = Outcome.of(call);
    return outcome.isValue() && row.wasNull()
        ? new Outcome(outcome.text() + ", was NULL")
        : outcome;
  }

  @Override
  public String toString() {
    return name;
  }

  /** The getters of values that are no times. */
  @SuppressWarnings("deprecation") // they are still there to be called
  static List<Getter> plain() {
    List<Getter> getters = new ArrayList<>();
    getters.add(new Getter("getString", ResultSet::getString, ResultSet::getString));
    getters.add(new Getter("getNString", ResultSet::getNString, ResultSet::getNString));
    getters.add(new Getter("getBoolean", ResultSet::getBoolean, ResultSet::getBoolean));
    getters.add(new Getter("getByte", ResultSet::getByte, ResultSet::getByte));
    getters.add(new Getter("getShort", ResultSet::getShort, ResultSet::getShort));
    getters.add(new Getter("getInt", ResultSet::getInt, ResultSet::getInt));
    getters.add(new Getter("getLong", ResultSet::getLong, ResultSet::getLong));
    getters.add(new Getter("getFloat", ResultSet::getFloat, ResultSet::getFloat));
    getters.add(new Getter("getDouble", ResultSet::getDouble, ResultSet::getDouble));
    getters.add(new Getter("getBigDecimal", ResultSet::getBigDecimal, ResultSet::getBigDecimal));
    getters.add(
        new Getter(
            "getBigDecimal(2)", (r, c) -> r.getBigDecimal(c, 2), (r, c) -> r.getBigDecimal(c, 2)));
    getters.add(new Getter("getBytes", ResultSet::getBytes, ResultSet::getBytes));
    getters.add(new Getter("getObject", ResultSet::getObject, ResultSet::getObject));
    getters.add(
        new Getter(
            "getObject(Map)",
            (r, c) -> r.getObject(c, Map.of()),
            (r, c) -> r.getObject(c, Map.of())));
    return getters;
  }

  /** The getters of streams. */
  @SuppressWarnings("deprecation") // they are still there to be called
  static List<Getter> streams() {
    return List.of(
        new Getter("getAsciiStream", ResultSet::getAsciiStream, ResultSet::getAsciiStream),
        new Getter("getUnicodeStream", ResultSet::getUnicodeStream, ResultSet::getUnicodeStream),
        new Getter("getBinaryStream", ResultSet::getBinaryStream, ResultSet::getBinaryStream),
        new Getter(
            "getCharacterStream", ResultSet::getCharacterStream, ResultSet::getCharacterStream),
        new Getter(
            "getNCharacterStream", ResultSet::getNCharacterStream, ResultSet::getNCharacterStream),
        new Getter("getClob", ResultSet::getClob, ResultSet::getClob),
        new Getter("getNClob", ResultSet::getNClob, ResultSet::getNClob),
        new Getter("getBlob", ResultSet::getBlob, ResultSet::getBlob),
        new Getter("getArray", ResultSet::getArray, ResultSet::getArray),
        new Getter("getRef", ResultSet::getRef, ResultSet::getRef),
        new Getter("getRowId", ResultSet::getRowId, ResultSet::getRowId),
        new Getter("getURL", ResultSet::getURL, ResultSet::getURL));
  }

  /** The getters of times. */
  static List<Getter> times() {
    Calendar kolkata = Calendar.getInstance(TimeZone.getTimeZone("Asia/Kolkata"), Locale.ROOT);
    List<Getter> getters = new ArrayList<>();
    getters.add(new Getter("getDate", ResultSet::getDate, ResultSet::getDate));
    getters.add(new Getter("getTime", ResultSet::getTime, ResultSet::getTime));
    getters.add(new Getter("getTimestamp", ResultSet::getTimestamp, ResultSet::getTimestamp));
    getters.add(
        new Getter(
            "getDate(Calendar)", (r, c) -> r.getDate(c, kolkata), (r, c) -> r.getDate(c, kolkata)));
    getters.add(
        new Getter(
            "getTime(Calendar)", (r, c) -> r.getTime(c, kolkata), (r, c) -> r.getTime(c, kolkata)));
    getters.add(
        new Getter(
            "getTimestamp(Calendar)",
            (r, c) -> r.getTimestamp(c, kolkata),
            (r, c) -> r.getTimestamp(c, kolkata)));
    getters.addAll(
        classes(
            List.of(
                Date.class,
                Time.class,
                Timestamp.class,
                java.util.Date.class,
                Calendar.class,
                LocalDate.class,
                LocalTime.class,
                LocalDateTime.class,
                OffsetDateTime.class,
                ZonedDateTime.class,
                Instant.class)));
    return getters;
  }

  /** The getter of an object for each class that is no time. */
  static List<Getter> plainClasses() {
    return classes(
        List.of(
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            byte[].class,
            UUID.class,
            Object.class,
            Thread.class));
  }

  private static List<Getter> classes(List<Class<?>> classes) {
    List<Getter> getters = new ArrayList<>();
    for (Class<?> type : classes) {
      getters.add(
          new Getter(
              "getObject(" + type.getSimpleName() + ")",
              (r, c) -> r.getObject(c, type),
              (r, c) -> r.getObject(c, type)));
    }
    return getters;
  }
}
