// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The classes that {@code getObject(i, Class)} gives. */
final class CellClasses {
  private static final Map<Class<?>, Reader<?>> READERS = readers();

  /** Reads a cell as one class. */
  private interface Reader<T> {
    T read(Cell cell, WallClock clock) throws SQLException;
  }

  private CellClasses() {}

  /**
   * Reads a cell as a class.
   *
   * @return null if there is no cell
   * @throws SQLException 22023 for a class that JDBC does not name, and what the getter of that
   *     class throws
   */
  static <T> @Nullable T read(@Nullable Cell cell, Class<T> type, WallClock clock)
      throws SQLException {
    Reader<?> reader = READERS.get(type);
    if (reader == null) {
      throw ReadErrors.noConversion(type);
    }
    return cell == null ? null : type.cast(reader.read(cell, clock));
  }

  private static Map<Class<?>, Reader<?>> readers() {
    Map<Class<?>, Reader<?>> map = new HashMap<>();
    addPlain(map);
    addTimes(map);
    return Collections.unmodifiableMap(map);
  }

  private static <T> void add(Map<Class<?>, Reader<?>> map, Class<T> type, Reader<T> reader) {
    map.put(type, reader);
  }

  private static void addPlain(Map<Class<?>, Reader<?>> map) {
    add(map, Object.class, Cell::standard);
    add(map, String.class, (cell, clock) -> cell.text());
    add(map, Boolean.class, (cell, clock) -> cell.truth());
    add(map, Byte.class, (cell, clock) -> (byte) cell.whole(Byte.MIN_VALUE, Byte.MAX_VALUE));
    add(map, Short.class, (cell, clock) -> (short) cell.whole(Short.MIN_VALUE, Short.MAX_VALUE));
    add(
        map,
        Integer.class,
        (cell, clock) -> (int) cell.whole(Integer.MIN_VALUE, Integer.MAX_VALUE));
    add(map, Long.class, (cell, clock) -> cell.whole(Long.MIN_VALUE, Long.MAX_VALUE));
    add(map, Float.class, (cell, clock) -> (float) cell.approximate());
    add(map, Double.class, (cell, clock) -> cell.approximate());
    add(map, BigDecimal.class, (cell, clock) -> cell.decimal());
    add(map, BigInteger.class, (cell, clock) -> cell.wholeOfAnySize());
    add(map, byte[].class, (cell, clock) -> cell.bytes());
    add(map, UUID.class, (cell, clock) -> uuid(cell.text()));
  }

  @SuppressWarnings("JavaUtilDate") // what JDBC's classes are
  private static void addTimes(Map<Class<?>, Reader<?>> map) {
    add(map, Date.class, Cell::date);
    add(map, Time.class, Cell::time);
    add(map, Timestamp.class, Cell::timestamp);
    add(
        map,
        java.util.Date.class,
        (cell, clock) -> new java.util.Date(cell.timestamp(clock).getTime()));
    add(map, LocalDate.class, (cell, clock) -> cell.moment().toLocalDate());
    add(map, LocalTime.class, (cell, clock) -> cell.moment().toLocalTime());
    add(map, LocalDateTime.class, (cell, clock) -> cell.moment());
    // A timestamp has no zone, and PostgreSQL's driver gives it this one.
    add(map, OffsetDateTime.class, (cell, clock) -> cell.moment().atOffset(ZoneOffset.UTC));
    add(map, Calendar.class, (cell, clock) -> clock.calendar(cell.moment()));
  }

  private static UUID uuid(String text) throws SQLException {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ReadErrors.noConversion(UUID.class);
    }
  }
}
