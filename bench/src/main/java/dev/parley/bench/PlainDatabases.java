// SPDX-License-Identifier: Apache-2.0
package dev.parley.bench;

import dev.parley.testkit.database.OwnerDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The owners' databases, asked without Parley. */
record PlainDatabases(List<OwnerDatabase> databases, List<Connection> all)
    implements AutoCloseable {

  /** Writes a question as one database has it. */
  interface Spelling {
    String of(OwnerDatabase database);
  }

  static PlainDatabases open(List<OwnerDatabase> databases) throws SQLException {
    List<Connection> connections = new ArrayList<>();
    for (OwnerDatabase database : databases) {
      connections.add(database.connect());
    }
    return new PlainDatabases(databases, connections);
  }

  /** Returns the time of the database that took longest, in milliseconds. */
  double slowest(Spelling sql) throws SQLException {
    double slowest = 0;
    for (int i = 0; i < all.size(); i++) {
      slowest = Math.max(slowest, Clocked.run(all.get(i), sql.of(databases.get(i))));
    }
    return slowest;
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : all) {
      connection.close();
    }
  }
}
