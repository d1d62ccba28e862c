// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.review;

import dev.parley.node.database.Database;
import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.RealColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the owner's database about one table. */
final class TableProbe implements AutoCloseable {
  /** In a smaller table nearly every column has a value of its own for each row. */
  private static final long FEWEST_ROWS = 10;

  /** Nearly: nine values for ten rows. */
  private static final long VALUES = 9;

  private static final long ROWS = 10;

  private final GrantedTable table;
  private final Database database;
  private final Connection connection;

  TableProbe(GrantedTable table, Database database) throws SQLException {
    this.table = table;
    this.database = database;
    this.connection = database.connect();
  }

  /** Returns the columns of the primary key, in the database's spelling. */
  Set<String> primaryKey() throws SQLException {
    String schema = table.real().schema().isEmpty() ? null : table.real().schema();
    Set<String> columns = new HashSet<>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getPrimaryKeys(connection.getCatalog(), schema, table.real().name())) {
      while (rows.next()) {
        columns.add(rows.getString("COLUMN_NAME"));
      }
    }
    return columns;
  }

  /** Returns which of {@code columns} have a value of their own for nearly each row. */
  Set<String> nearlyUnique(List<RealColumn> columns) throws SQLException {
    Set<String> found = new HashSet<>();
    if (columns.isEmpty()) {
      return found;
    }
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout((int) Math.max(1, database.statementTimeout().toSeconds()));
      try (ResultSet row = statement.executeQuery(counts(columns))) {
        row.next();
        for (int i = 0; i < columns.size(); i++) {
          long rows = row.getLong(2 * i + 1);
          if (rows >= FEWEST_ROWS && row.getLong(2 * i + 2) * ROWS >= rows * VALUES) {
            found.add(columns.get(i).name());
          }
        }
      }
    }
    return found;
  }

  private String counts(List<RealColumn> columns) {
    List<String> items = new ArrayList<>();
    for (RealColumn column : columns) {
      String name = database.dialect().quote(column.name());
      items.add("COUNT(%1$s), COUNT(DISTINCT %1$s)".formatted(name));
    }
    String from =
        List.of(table.real().schema(), table.real().name()).stream()
            .filter(part -> !part.isEmpty())
            .map(database.dialect()::quote)
            .collect(Collectors.joining("."));
    return "SELECT " + String.join(", ", items) + " FROM " + from;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
