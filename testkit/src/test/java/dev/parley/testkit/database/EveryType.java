// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.testkit.data.ListedRows;
import dev.parley.testkit.data.TableColumn;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of the least and the greatest value of each type, and of NULLs. */
final class EveryType {

  private EveryType() {}

  static ListedRows rows() {
    List<TableColumn> columns =
        List.of(
            new TableColumn("big", ColumnType.BIGINT),
            new TableColumn("Small", ColumnType.SMALLINT),
            new TableColumn("select", ColumnType.INTEGER),
            new TableColumn("dec \"q\"", ColumnType.decimal(38, 10)),
            new TableColumn("tiny", ColumnType.decimal(2, 2)),
            new TableColumn("dbl", ColumnType.DOUBLE),
            new TableColumn("yes", ColumnType.BOOLEAN),
            new TableColumn("day", ColumnType.DATE),
            new TableColumn("at", ColumnType.TIMESTAMP),
            new TableColumn("clock", ColumnType.TIME),
            new TableColumn("ünïcode", ColumnType.VARCHAR));
    return new ListedRows(
        "Every \"type",
        columns,
        List.of(
            List.of(
                Long.MIN_VALUE,
                -32768,
                Integer.MIN_VALUE,
                new BigDecimal("-9999999999999999999999999999.9999999999"),
                new BigDecimal("-0.99"),
                -1.7976931348623157e308,
                false,
                LocalDate.of(1, 1, 1),
                LocalDateTime.of(1, 1, 1, 0, 0),
                LocalTime.MIDNIGHT,
                "a"),
            List.of(
                // A time that many zones skip when summer time begins.
                Long.MAX_VALUE,
                32767,
                Integer.MAX_VALUE,
                new BigDecimal("9999999999999999999999999999.9999999999"),
                new BigDecimal("0.05"),
                4.9e-324,
                true,
                LocalDate.of(9999, 12, 31),
                LocalDateTime.of(2025, 3, 30, 2, 30, 59, 123_456_000),
                LocalTime.of(23, 59, 59, 999_999_000),
                "z"),
            Collections.nCopies(columns.size(), null)));
  }

  /** Reads the row at which {@code result} stands, as the classes of those values. */
  static List<@Nullable Object> read(ResultSet result, List<TableColumn> columns)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Class<?> type =
          switch (columns.get(i).type().kind()) {
            case SMALLINT, INTEGER -> Integer.class;
            case BIGINT -> Long.class;
            case DECIMAL -> BigDecimal.class;
            case DOUBLE -> Double.class;
            case BOOLEAN -> Boolean.class;
            case DATE -> LocalDate.class;
            case TIME -> LocalTime.class;
            case TIMESTAMP -> LocalDateTime.class;
            case CHAR, VARCHAR, GEOMETRY -> String.class;
            case VARBINARY -> byte[].class;
          };
      values.add(result.getObject(i + 1, type));
    }
    return values;
  }
}
