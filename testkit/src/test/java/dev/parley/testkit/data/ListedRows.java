// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that a test lists. */
public record ListedRows(String table, List<TableColumn> columns, List<List<@Nullable Object>> rows)
    implements TableRows {

  @Override
  public void forEach(RowSink sink) throws SQLException {
    for (List<@Nullable Object> row : rows) {
      sink.accept(row::get);
    }
  }
}
