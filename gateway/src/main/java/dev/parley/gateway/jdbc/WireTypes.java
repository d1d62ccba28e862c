// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.spatial.Geometry;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.ColumnMetaData.AvaticaType;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.jspecify.annotations.Nullable;

/** How types and values look on the wire. */
final class WireTypes {
  /** What JDBC calls the size of a text without a bound. */
  static final int UNBOUNDED = Integer.MAX_VALUE;

  private static final int DATE_DIGITS = 10;
  private static final int TIME_DIGITS = 15;
  private static final int TIMESTAMP_DIGITS = 29;
  private static final int TIME_SCALE = 6;
  private static final int DOUBLE_DIGITS = 17;
  private static final int DOUBLE_CHARACTERS = 25;

  private WireTypes() {}

  static ColumnMetaData column(int ordinal, ResultColumn column, WireTimes times) {
    ColumnType type = column.type();
    AvaticaType wireType = wireType(type, times);
    return new ColumnMetaData(
        ordinal,
        false,
        isCaseSensitive(type),
        true,
        false,
        column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        type.isNumeric(),
        displaySize(type),
        column.label(),
        column.label(),
        column.schema(),
        type.kind() == ColumnType.Kind.TIMESTAMP ? times.precision() : size(type),
        isOfClock(type) ? times.scale() : scale(type),
        column.table(),
        "",
        wireType,
        true,
        false,
        false,
        className(type));
  }

  /** As PostgreSQL's driver has it: of bytes, case is as much as any other bit. */
  static boolean isCaseSensitive(ColumnType type) {
    return type.isText() || type.kind() == ColumnType.Kind.VARBINARY;
  }

  private static AvaticaType wireType(ColumnType type, WireTimes times) {
    return ColumnMetaData.scalar(typeId(type), typeName(type), rep(type, times));
  }

  /** The class of which JDBC gives values, and takes them. */
  static String className(ColumnType type) {
    // Table B-3 of JDBC has Integer for SMALLINT, and Avatica has Short.
    return switch (type.kind()) {
      case SMALLINT -> Integer.class.getName();
      // and byte[], where Avatica has its own class
      case VARBINARY -> byte[].class.getName();
      default -> wireType(type, WireTimes.MILLISECONDS).columnClassName();
    };
  }

  /** Returns a value in the form in which Avatica carries its type. */
  static @Nullable Object value(@Nullable Object value, WireTimes times) {
    if (value instanceof LocalDate date) {
      return Math.toIntExact(date.toEpochDay());
    }
    if (value instanceof LocalDateTime time) {
      return times.count(time);
    }
    if (value instanceof LocalTime time) {
      return times.count(time);
    }
    if (value instanceof Octets octets) {
      return octets.toBytes();
    }
    return value instanceof Geometry ? value.toString() : value;
  }

  static int typeId(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Types.BOOLEAN;
      case SMALLINT -> Types.SMALLINT;
      case INTEGER -> Types.INTEGER;
      case BIGINT -> Types.BIGINT;
      case DECIMAL -> Types.DECIMAL;
      case DOUBLE -> Types.DOUBLE;
      case CHAR -> type.precision() == 0 ? Types.VARCHAR : Types.CHAR;
      case VARCHAR -> Types.VARCHAR;
      case DATE -> Types.DATE;
      case TIME -> Types.TIME;
      case TIMESTAMP -> Types.TIMESTAMP;
      case VARBINARY -> Types.VARBINARY;
      // as well-known text, which needs no class that a client might not have
      case GEOMETRY -> Types.VARCHAR;
    };
  }

  static String typeName(ColumnType type) {
    boolean boundless = type.kind() == ColumnType.Kind.CHAR && type.precision() == 0;
    return boundless ? ColumnType.Kind.VARCHAR.name() : type.kind().name();
  }

  /** What JDBC calls the column's size: digits of numbers, bytes, characters of all else. */
  static int size(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> 1;
      case SMALLINT, INTEGER, BIGINT, DECIMAL -> type.decimalDigits();
      case DOUBLE -> DOUBLE_DIGITS;
      case CHAR, VARCHAR -> type.precision() == 0 ? UNBOUNDED : type.precision();
      case DATE -> DATE_DIGITS;
      case TIME -> TIME_DIGITS;
      case TIMESTAMP -> TIMESTAMP_DIGITS;
      case VARBINARY, GEOMETRY -> UNBOUNDED;
    };
  }

  static int scale(ColumnType type) {
    return isOfClock(type) ? TIME_SCALE : type.scale();
  }

  /** Whether values have digits of a second. */
  static boolean isOfClock(ColumnType type) {
    return type.kind() == ColumnType.Kind.TIME || type.kind() == ColumnType.Kind.TIMESTAMP;
  }

  private static int displaySize(ColumnType type) {
    return switch (type.kind()) {
      // getString gives t or f
      case BOOLEAN -> 1;
      case SMALLINT, INTEGER, BIGINT -> type.decimalDigits() + 1;
      case DECIMAL -> type.precision() + (type.scale() == 0 ? 1 : 2);
      case DOUBLE -> DOUBLE_CHARACTERS;
      case CHAR, VARCHAR, DATE, TIME, TIMESTAMP, VARBINARY, GEOMETRY -> size(type);
    };
  }

  private static Rep rep(ColumnType type, WireTimes times) {
    return switch (type.kind()) {
      case BOOLEAN -> Rep.BOOLEAN;
      case SMALLINT -> Rep.SHORT;
      case INTEGER, DATE -> Rep.INTEGER;
      case TIME -> times.rep();
      case BIGINT, TIMESTAMP -> Rep.LONG;
      case DECIMAL -> Rep.NUMBER;
      case DOUBLE -> Rep.DOUBLE;
      case CHAR, VARCHAR, GEOMETRY -> Rep.STRING;
      case VARBINARY -> Rep.BYTE_STRING;
    };
  }
}
