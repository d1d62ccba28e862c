// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.testkit.data.TableRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills a table that exists, in the way that is fastest for a kind of database. */
@FunctionalInterface
interface TableLoader {
  Logger log = LoggerFactory.getLogger(TableLoader.class);

  /** Returns the number of rows. */
  long load(Connection connection, TableRows rows) throws SQLException;

  /** Creates and fills all tables, then lets the database gather its statistics. */
  default void loadAll(Connection connection, List<? extends TableRows> tables)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (TableRows rows : tables) {
        loadOne(connection, statement, rows);
      }
      for (String analyze : statistics(tables)) {
        statement.execute(analyze);
      }
    }
  }

  /** The database's word for a type. */
  default String type(ColumnType type) {
    return TableStatements.type(type);
  }

  /** The statement that makes an index of places; none if there is no such index. */
  default List<String> index(TableRows rows, TableRows.Places places) {
    return List.of(
        "CREATE INDEX %s ON %s (%s, %s)"
            .formatted(
                TableStatements.quote(rows.table() + "_places"),
                TableStatements.quote(rows.table()),
                TableStatements.quote(places.x()),
                TableStatements.quote(places.y())));
  }

  /** The statements by which the database gathers its statistics. */
  default List<String> statistics(List<? extends TableRows> tables) {
    return List.of("ANALYZE");
  }

  private void loadOne(Connection connection, Statement statement, TableRows rows) {
    long start = System.nanoTime();
    try {
      statement.execute(TableStatements.create(rows, this::type));
      long count = load(connection, rows);
      for (TableRows.Places places : rows.places()) {
        for (String index : index(rows, places)) {
          statement.execute(index);
        }
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      log.info("loaded table={} rows={} ms={}", rows.table(), count, millis);
    } catch (SQLException e) {
      // Without the cause: databases quote values in their messages.
      throw new ParleyException(
          ErrorCode.INVALID_DATA,
          "Table '%s' cannot be loaded: the database reports SQLSTATE %s"
              .formatted(rows.table(), e.getSQLState()),
          "Check its name, and the names and number of its columns.");
    }
  }
}
