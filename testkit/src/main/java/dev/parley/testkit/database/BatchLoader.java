// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.testkit.data.Row;
import dev.parley.testkit.data.TableRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Batches of a prepared INSERT, each a transaction. */
final class BatchLoader implements TableLoader {
  private static final int BATCH_ROWS = 2000;

  @Override
  public long load(Connection connection, TableRows rows) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement(TableStatements.insert(rows))) {
      Batch batch = new Batch(connection, insert, rows.columns().size());
      rows.forEach(batch::add);
      batch.send();
      return batch.rows;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static final class Batch {
    private final Connection connection;
    private final PreparedStatement insert;
    private final int columns;
    private long rows;

    Batch(Connection connection, PreparedStatement insert, int columns) {
      this.connection = connection;
      this.insert = insert;
      this.columns = columns;
    }

    void add(Row row) throws SQLException {
      for (int i = 0; i < columns; i++) {
        insert.setObject(i + 1, row.value(i));
      }
      insert.addBatch();
      rows++;
      if (rows % BATCH_ROWS == 0) {
        send();
      }
    }

    void send() throws SQLException {
      insert.executeBatch();
      connection.commit();
    }
  }
}
