// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.testkit.data.TableRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes databases for owners under one folder, and removes them in the end.
 *
 * <p>PostgreSQL and MariaDB start with the first database that wants them, and serve all of them.
 * Safe for use by several threads.
 */
public final class DatabaseHost implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private final Path folder;
  private @Nullable PostgresServer postgres;
  private @Nullable MariaDbServer mariaDb;

  /**
   * Makes a folder of its own under {@code parent} that only this user can look into.
   *
   * @throws ParleyException with {@code INVALID_SETTINGS} if {@code parent} cannot hold databases
   */
  public DatabaseHost(Path parent) {
    Path absolute = parent.toAbsolutePath().normalize();
    if (absolute.toString().matches(".*[;?#%].*")) {
      throw unusable(absolute, "has a character in its name that JDBC URLs give a meaning", null);
    }
    try {
      Files.createDirectories(absolute);
      folder = Files.createTempDirectory(absolute, "databases-");
    } catch (IOException e) {
      throw unusable(absolute, "cannot be written to", e);
    }
  }

  /**
   * Creates a database, loads the tables into it, and leaves it for others to open.
   *
   * @param name of the owner: letters, digits, dots, dashes and underscores; used once for each
   *     kind
   * @throws ParleyException with {@code CANNOT_START} if the database does not start, with {@code
   *     INVALID_DATA} if a table cannot be loaded
   */
  public OwnerDatabase create(DatabaseKind kind, String name, List<? extends TableRows> tables) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Invalid database name: " + name);
    }
    try {
      return switch (kind) {
        case POSTGRESQL -> postgres().create(name, tables, List.of());
        case DUCKDB -> new DuckDbFiles(folder).create(name, tables);
        case H2 -> new H2Files(folder).create(name, tables);
        case MARIADB -> mariaDb().create(tables);
      };
    } catch (SQLException e) {
      // Without the cause: databases quote values in their messages.
      throw new ParleyException(
          ErrorCode.CANNOT_START,
          "No %s database could be made for '%s': SQLSTATE %s"
              .formatted(kind.word(), name, e.getSQLState()),
          "Check that there is room on the disk, or choose another kind of database.");
    }
  }

  /** Makes a PostgreSQL database of tables, and of what {@code more} statements add to them. */
  OwnerDatabase reference(List<? extends TableRows> tables, List<String> more) {
    try {
      return postgres().create("merged", tables, more);
    } catch (SQLException e) {
      throw new IllegalStateException("The merged database cannot be made", e);
    }
  }

  private synchronized PostgresServer postgres() {
    if (postgres == null) {
      postgres = PostgresServer.start(folder);
    }
    return postgres;
  }

  private synchronized MariaDbServer mariaDb() {
    if (mariaDb == null) {
      mariaDb = MariaDbServer.start(folder);
    }
    return mariaDb;
  }

  /** Stops what was started, and deletes all databases. */
  @Override
  public synchronized void close() {
    if (postgres != null) {
      postgres.close();
      postgres = null;
    }
    if (mariaDb != null) {
      mariaDb.close();
      mariaDb = null;
    }
    FileTree.delete(folder);
  }

  private static ParleyException unusable(Path folder, String what, @Nullable IOException cause) {
    return new ParleyException(
        ErrorCode.INVALID_SETTINGS,
        "The folder %s for databases %s".formatted(folder, what),
        "Name another folder.",
        cause);
  }
}
