// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.testkit.data.Row;
import dev.parley.testkit.data.TableColumn;
import dev.parley.testkit.data.TableRows;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** DuckDB's Appender. */
final class AppenderLoader implements TableLoader {

  /** What it has finds single values, not ranges. */
  @Override
  public List<String> index(TableRows rows, TableRows.Places places) {
    return List.of();
  }

  /** Its times are of microseconds, and not told so. */
  @Override
  public String type(ColumnType type) {
    return type.kind() == ColumnType.Kind.TIME ? "TIME" : TableStatements.type(type);
  }

  @Override
  public long load(Connection connection, TableRows rows) throws SQLException {
    List<ColumnType.Kind> kinds =
        rows.columns().stream().map(TableColumn::type).map(ColumnType::kind).toList();
    LongAdder count = new LongAdder();
    DuckDBConnection duckdb = connection.unwrap(DuckDBConnection.class);
    try (DuckDBAppender appender = duckdb.createAppender(rows.table())) {
      rows.forEach(
          row -> {
            append(row, kinds, appender);
            count.increment();
          });
    }
    return count.sum();
  }

  private static void append(Row row, List<ColumnType.Kind> kinds, DuckDBAppender appender)
      throws SQLException {
    appender.beginRow();
    for (int i = 0; i < kinds.size(); i++) {
      Object value = row.value(i);
      if (value == null) {
        appender.appendNull();
      } else {
        append(value, kinds.get(i), appender);
      }
    }
    appender.endRow();
  }

  private static void append(Object value, ColumnType.Kind kind, DuckDBAppender appender)
      throws SQLException {
    switch (kind) {
      case BOOLEAN -> appender.append((Boolean) value);
      case SMALLINT -> appender.append(((Integer) value).shortValue());
      case INTEGER -> appender.append((Integer) value);
      case BIGINT -> appender.append((Long) value);
      case DECIMAL -> appender.append((BigDecimal) value);
      case DOUBLE -> appender.append((Double) value);
      case CHAR, VARCHAR -> appender.append((String) value);
      case DATE -> appender.append((LocalDate) value);
      case TIME -> appender.append((LocalTime) value);
      case TIMESTAMP -> appender.append((LocalDateTime) value);
      case VARBINARY -> appender.append((byte[]) value);
      case GEOMETRY -> throw new IllegalStateException("Files hold no places");
    }
  }
}
