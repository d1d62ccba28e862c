// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.testkit.data.TableRows;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.util.log.Loggers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One MariaDB server with a database, and a role that may only read it, for each owner. Owners
 * cannot get into each other's database. Texts have MariaDB's own collation, which ignores case and
 * blanks at the end.
 */
final class MariaDbServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MariaDbServer.class);

  /** Many times what it takes, for a machine under load. */
  private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);

  private static final long POLL_MILLIS = 50;

  /** Another process may take the port that was found to be free. */
  private static final int ATTEMPTS = 3;

  /** Names in double quotes, as in the other databases. */
  private static final String QUOTES =
      "?sessionVariables=sql_mode='ANSI_QUOTES,NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES'";

  static {
    // What the driver logs of errors quotes values.
    System.setProperty("mariadb.logging.disable", "true");
    Loggers.init();
  }

  private final MariaDbProcess process;
  private final Login superuser;
  private final AtomicInteger databases = new AtomicInteger();

  private MariaDbServer(MariaDbProcess process, Login superuser) {
    this.process = process;
    this.superuser = superuser;
  }

  /**
   * Starts a server on a free port of this machine, which takes one or two seconds, and as long
   * again where its programs have to be unpacked.
   *
   * @param folder for its data; nobody else may look into it
   * @throws ParleyException with {@code CANNOT_START} if it does not start
   */
  static MariaDbServer start(Path folder) {
    long begun = System.nanoTime();
    Login superuser = Login.random("parley_owner");
    try {
      MariaDbPrograms programs = MariaDbPrograms.unpack(folder);
      Path data = folder.resolve("mariadb");
      MariaDbProcess.bootstrap(programs, data, superuser);
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        MariaDbServer server = new MariaDbServer(MariaDbProcess.start(programs, data), superuser);
        if (server.isReady()) {
          log.info("started database=mariadb ms={}", (System.nanoTime() - begun) / 1_000_000);
          return server;
        }
        server.close();
      }
      throw cannotStart("no answer", null);
    } catch (IOException e) {
      throw cannotStart(e.getClass().getSimpleName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cannotStart("interrupted", e);
    }
  }

  private static ParleyException cannotStart(String why, @Nullable Exception cause) {
    return new ParleyException(
        ErrorCode.CANNOT_START,
        "MariaDB did not start (%s)".formatted(why),
        "It needs Linux on x86-64; choose other databases: postgresql, duckdb, h2.",
        cause);
  }

  private boolean isReady() throws InterruptedException {
    long deadline = System.nanoTime() + STARTUP_WAIT.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (Connection connection = connect("mysql")) {
        return connection.isValid(0);
      } catch (SQLException e) {
        Thread.sleep(POLL_MILLIS);
      }
    }
    return false;
  }

  OwnerDatabase create(List<? extends TableRows> tables) throws SQLException {
    int number = databases.incrementAndGet();
    // A name without an underscore, which is a wildcard to GRANT.
    String database = "db" + number;
    Login reader = Login.random("parley_ro" + number);
    try (Connection connection = connect("mysql");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database + " CHARACTER SET utf8mb4");
    }
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      new MariaDbLoader().loadAll(connection, tables);
      statement.execute(
          "CREATE USER %s IDENTIFIED BY '%s'".formatted(account(reader), reader.password()));
      statement.execute("GRANT SELECT ON %s.* TO %s".formatted(database, account(reader)));
    }
    return new OwnerDatabase(
        DatabaseKind.MARIADB, url(database), reader, () -> drop(database, reader));
  }

  private static String account(Login login) {
    return "'" + login.user() + "'@'127.0.0.1'";
  }

  private void drop(String database, Login reader) throws SQLException {
    try (Connection connection = connect("mysql");
        Statement statement = connection.createStatement()) {
      statement.execute("DROP USER " + account(reader));
      // Or their transactions would keep the database from being dropped.
      statement.execute("KILL USER " + account(reader));
      statement.execute("DROP DATABASE " + database);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), superuser.user(), superuser.password());
  }

  private String url(String database) {
    return "jdbc:mariadb://127.0.0.1:" + process.port() + "/" + database + QUOTES;
  }

  @Override
  public void close() {
    process.close();
  }
}
