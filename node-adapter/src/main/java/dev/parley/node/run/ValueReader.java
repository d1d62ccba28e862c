// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import dev.parley.node.database.Dialect;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.catalog.Octets;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/**
 * Reads values, the same for every database: {@link BigDecimal} for every kind of number, {@link
 * String}, {@link Boolean}, {@link LocalDate}, {@link LocalTime}, {@link LocalDateTime}, {@link
 * Octets} or null.
 */
record ValueReader(Dialect dialect) {
  private static final int LAST_YEAR = 9999;
  private static final int NANOS_PER_MICRO = 1000;

  /**
   * Reads one value of the current row.
   *
   * @throws SQLDataException if it is none that an answer can hold
   */
  @Nullable Object read(ResultSet row, int position, ColumnType type) throws SQLException {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT -> {
        long value = row.getLong(position);
        yield row.wasNull() ? null : BigDecimal.valueOf(value);
      }
      case DECIMAL -> exact(row.getBigDecimal(position), type);
      case DOUBLE -> {
        double value = row.getDouble(position);
        yield row.wasNull() ? null : number(value);
      }
      case BOOLEAN -> {
        boolean value = row.getBoolean(position);
        yield row.wasNull() ? null : value;
      }
      case CHAR, VARCHAR -> dialect.readText(row, position);
      case TIME -> time(row, position);
      case DATE, TIMESTAMP -> moment(row, position, type.kind());
      case VARBINARY -> {
        byte[] value = row.getBytes(position);
        yield value == null ? null : Octets.of(value);
      }
      case GEOMETRY -> throw new IllegalStateException("Places are read by coordinates");
    };
  }

  private static @Nullable BigDecimal exact(@Nullable BigDecimal value, ColumnType type)
      throws SQLDataException {
    if (value != null && value.stripTrailingZeros().scale() > type.scale()) {
      throw new SQLDataException("A value has more digits than its published type");
    }
    return value;
  }

  /** The shortest decimal that is read as this double, so that 0.1 is 0.1 at every owner. */
  private static BigDecimal number(double value) {
    if (!Double.isFinite(value)) {
      throw NotFinite.fault();
    }
    return BigDecimal.valueOf(value);
  }

  /** PostgreSQL's driver and DuckDB's have no value for the midnight that ends a day, 24:00:00. */
  private static @Nullable LocalTime time(ResultSet row, int position) throws SQLException {
    try {
      LocalTime time = row.getObject(position, LocalTime.class);
      if (time == null || time.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MICRO == 0) {
        return time;
      }
    } catch (DateTimeException e) {
      throw noTime(e);
    }
    throw noTime(null);
  }

  private static SQLDataException noTime(@Nullable Throwable cause) {
    return new SQLDataException("A value is not a time of a day", cause);
  }

  private @Nullable Object moment(ResultSet row, int position, Kind kind) throws SQLException {
    if (kind == Kind.DATE) {
      LocalDate date = date(row, position);
      requireYear(date == null ? 1 : date.getYear());
      return date;
    }
    LocalDateTime timestamp = row.getObject(position, LocalDateTime.class);
    requireYear(timestamp == null ? 1 : timestamp.getYear());
    return timestamp;
  }

  /** DuckDB's driver takes the ten days without name of 1582 for later ones if asked by class. */
  private @Nullable LocalDate date(ResultSet row, int position) throws SQLException {
    return dialect == Dialect.DUCKDB && row.getObject(position) instanceof LocalDate date
        ? date
        : row.getObject(position, LocalDate.class);
  }

  private static void requireYear(int year) throws SQLDataException {
    if (year < 1 || year > LAST_YEAR) {
      throw new SQLDataException("A value is not a date of the years 1 to 9999");
    }
  }
}
