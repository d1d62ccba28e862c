// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.testkit.data.Row;
import dev.parley.testkit.data.TableRows;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL's COPY, in its text format. */
final class CopyLoader implements TableLoader {
  private static final int BUFFER_CHARS = 1 << 16;

  @Override
  public long load(Connection connection, TableRows rows) throws SQLException {
    String copy = "COPY " + TableStatements.quote(rows.table()) + " FROM STDIN";
    CopyIn target = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
    try {
      int columns = rows.columns().size();
      StringBuilder buffer = new StringBuilder(BUFFER_CHARS + 1024);
      rows.forEach(
          row -> {
            append(row, columns, buffer);
            if (buffer.length() >= BUFFER_CHARS) {
              flush(buffer, target);
            }
          });
      flush(buffer, target);
      return target.endCopy();
    } finally {
      if (target.isActive()) {
        target.cancelCopy();
      }
    }
  }

  @Override
  public String type(ColumnType type) {
    return type.kind() == ColumnType.Kind.VARBINARY ? "BYTEA" : TableStatements.type(type);
  }

  @Override
  public List<String> index(TableRows rows, TableRows.Places places) {
    return List.of(
        "CREATE INDEX ON %s USING gist (point(NULLIF(%s, 'NaN'::float8), NULLIF(%s, 'NaN'::float8)))"
            .formatted(
                TableStatements.quote(rows.table()),
                TableStatements.quote(places.x()),
                TableStatements.quote(places.y())));
  }

  private static void flush(StringBuilder buffer, CopyIn target) throws SQLException {
    byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
    target.writeToCopy(bytes, 0, bytes.length);
    buffer.setLength(0);
  }

  private static void append(Row row, int columns, StringBuilder buffer) {
    for (int i = 0; i < columns; i++) {
      if (i > 0) {
        buffer.append('\t');
      }
      append(row.value(i), buffer);
    }
    buffer.append('\n');
  }

  private static void append(@Nullable Object value, StringBuilder buffer) {
    if (value == null) {
      buffer.append("\\N");
    } else if (value instanceof String text) {
      escape(text, buffer);
    } else if (value instanceof byte[] bytes) {
      buffer.append("\\\\x").append(HexFormat.of().formatHex(bytes));
    } else {
      buffer.append(value);
    }
  }

  private static void escape(String text, StringBuilder buffer) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> buffer.append("\\\\");
        case '\t' -> buffer.append("\\t");
        case '\n' -> buffer.append("\\n");
        case '\r' -> buffer.append("\\r");
        default -> buffer.append(c);
      }
    }
  }
}
