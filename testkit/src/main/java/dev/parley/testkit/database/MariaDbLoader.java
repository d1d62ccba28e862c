// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.testkit.data.TableRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Batches, which MariaDB's driver sends as one message each. */
final class MariaDbLoader implements TableLoader {
  /** All VARCHARs of a row together are limited to 65,535 bytes. */
  private static final int MAX_VARCHAR = 255;

  @Override
  public long load(Connection connection, TableRows rows) throws SQLException {
    return new BatchLoader().load(connection, rows);
  }

  @Override
  public String type(ColumnType type) {
    if (type.isText() && (type.precision() == 0 || type.precision() > MAX_VARCHAR)) {
      return "LONGTEXT";
    }
    if (type.kind() == Kind.VARBINARY) {
      return "LONGBLOB";
    }
    // TIMESTAMP would be a moment, of the years 1970 to 2038.
    return type.kind() == Kind.TIMESTAMP ? "DATETIME(6)" : TableStatements.type(type);
  }

  @Override
  public List<String> statistics(List<? extends TableRows> tables) {
    return tables.stream().map(t -> "ANALYZE TABLE " + TableStatements.quote(t.table())).toList();
  }
}
