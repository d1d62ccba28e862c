// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.testkit.data.TableRows;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * H2 databases, each a file; opened for reading only, so that several processes can have it open.
 */
final class H2Files {
  private static final String ONLY_READ = ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";

  private final Path folder;

  H2Files(Path folder) {
    this.folder = folder;
  }

  OwnerDatabase create(String name, List<? extends TableRows> tables) throws SQLException {
    String url = "jdbc:h2:file:" + folder.resolve(name);
    Login owner = Login.random("OWNER");
    Login reader = Login.random("PARLEY_RO");
    try (Connection connection = DriverManager.getConnection(url, owner.user(), owner.password());
        Statement statement = connection.createStatement()) {
      new BatchLoader().loadAll(connection, tables);
      statement.execute("CREATE USER %s PASSWORD '%s'".formatted(reader.user(), reader.password()));
      statement.execute("GRANT SELECT ON SCHEMA PUBLIC TO " + reader.user());
    }
    Path file = folder.resolve(name + ".mv.db");
    return new OwnerDatabase(DatabaseKind.H2, url + ONLY_READ, reader, () -> FileTree.delete(file));
  }
}
