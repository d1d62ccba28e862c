// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.testkit.data.TableRows;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * DuckDB databases, each a file. DuckDB has no roles; its place is taken by connections that read
 * only, reach no other file and no network, and cannot be talked out of it.
 */
final class DuckDbFiles {
  private static final String ONLY_READ =
      ";access_mode=READ_ONLY;enable_external_access=false"
          + ";autoinstall_known_extensions=false;autoload_known_extensions=false"
          + ";lock_configuration=true";

  private final Path folder;

  DuckDbFiles(Path folder) {
    this.folder = folder;
  }

  OwnerDatabase create(String name, List<? extends TableRows> tables) throws SQLException {
    Path file = folder.resolve(name + ".duckdb");
    String url = "jdbc:duckdb:" + file;
    try (Connection connection = DriverManager.getConnection(url)) {
      new AppenderLoader().loadAll(connection, tables);
    }
    return new OwnerDatabase(
        DatabaseKind.DUCKDB, url + ONLY_READ, Login.NONE, () -> FileTree.delete(file));
  }
}
