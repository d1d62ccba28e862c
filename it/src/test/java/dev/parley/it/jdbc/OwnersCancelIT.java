// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.it.RogueGateway;
import dev.parley.protocol.NodeId;
import dev.parley.testkit.database.FileTree;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.LocalOwner;
import dev.parley.testkit.federation.StateFolder;
import dev.parley.testkit.federation.ThreadLauncher;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is cancelled at the driver ends in the databases of the owners, within two seconds. */
@Timeout(120)
class OwnersCancelIT {
  private static final String SLOW = "SELECT SECURE COUNT(*), SECURE SUM(x) FROM slow";
  private static final String QUICK = "SELECT SECURE SUM(x) FROM quick";
  private static final String RUNNING =
      "SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%slow%'"
          + " AND pid <> pg_backend_pid()";
  private static final Duration AT_ONCE = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** A machine that does much else may miss it once. */
  private static final int ATTEMPTS = 3;

  private static final String POLICY =
      """
      analysts: [analyst]
      minOwners: 1
      tables:
        slow: {minRows: 1, columns: {x: [aggregate]}}
        quick: {minRows: 1, columns: {x: [aggregate]}}
      """;

  private static @Nullable EmbeddedPostgres postgres;
  private static @Nullable LocalFederation federation;
  private static @Nullable Path folder;

  @BeforeAll
  static void start() throws Exception {
    Path work = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "cancel-");
    folder = work;
    postgres = EmbeddedPostgres.start();
    String north = postgres.getJdbcUrl("postgres", "postgres");
    run(
        north,
        "CREATE TABLE quick (x BIGINT)",
        "INSERT INTO quick VALUES (1), (2)",
        "CREATE VIEW slow AS SELECT a AS x FROM generate_series(1::BIGINT, 1000000) a,"
            + " generate_series(1, 1000000) b WHERE (a * b) % 7 = 3");
    String south = "jdbc:h2:" + work.resolve("south").toAbsolutePath() + ";DB_CLOSE_DELAY=-1";
    run(
        south,
        "CREATE TABLE quick (x BIGINT)",
        "INSERT INTO quick VALUES (3), (4)",
        "CREATE TABLE slow (x BIGINT)",
        "INSERT INTO slow VALUES (5), (6)");
    LocalFederationSettings settings =
        LocalFederationSettings.of(
            List.of(
                LocalOwner.of(new NodeId("north"), north, POLICY),
                LocalOwner.of(new NodeId("south"), south, POLICY)),
            StateFolder.at(work.resolve("state")),
            "only-for-tests");
    federation = LocalFederation.start(settings, new ThreadLauncher(), line -> {});
  }

  private static void run(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (federation != null) {
      federation.close();
    }
    if (postgres != null) {
      postgres.close();
    }
    if (folder != null) {
      FileTree.delete(folder);
    }
  }

  private static boolean isRunning() throws SQLException {
    if (postgres == null) {
      throw new IllegalStateException("The database has not started");
    }
    try (Connection connection =
            DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(RUNNING)) {
      rows.next();
      return rows.getInt(1) > 0;
    }
  }

  private static Connection connect() throws SQLException {
    if (federation == null) {
      throw new IllegalStateException("The federation has not started");
    }
    return federation.connect();
  }

  private interface Ending {
    void end(Connection connection, Statement statement) throws SQLException;
  }

  /** Has the owners' databases work, ends that, and returns how the query failed. */
  private static SQLException ended(Ending ending) throws Exception {
    Duration took = Duration.ofDays(1);
    SQLException failure = new SQLException();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      for (int i = 0; i < ATTEMPTS && took.compareTo(AT_ONCE) > 0; i++) {
        try (Connection connection = connect();
            Statement statement = connection.createStatement()) {
          Future<SQLException> asked =
              thread.submit(
                  () ->
                      catchThrowableOfType(SQLException.class, () -> statement.executeQuery(SLOW)));
          RogueGateway.await("the database to work", OwnersCancelIT::isRunning);
          Instant begun = Instant.now();
          ending.end(connection, statement);
          failure = asked.get();
          RogueGateway.await("the database to rest", () -> !isRunning());
          took = Duration.between(begun, Instant.now());
        }
      }
    } finally {
      thread.shutdownNow();
    }
    assertThat(took).isLessThan(AT_ONCE);
    return failure;
  }

  @Test
  @Says(
      "Statement.cancel: cancels this Statement object if both the DBMS and driver support"
          + " aborting an SQL statement")
  void aCancelledQueryEndsInTheDatabase() throws Exception {
    SQLException e = ended((connection, statement) -> statement.cancel());

    assertThat(e.getSQLState()).isEqualTo("57014");
    assertThat((Object) e).isNotInstanceOf(SQLTimeoutException.class);
  }

  @Test
  @Says("Statement.close: releases this Statement object's database resources immediately")
  void aClosedConnectionsQueryEndsInTheDatabase() throws Exception {
    ended((connection, statement) -> connection.close());
  }

  @Test
  @Says("Connection.abort: terminates an open connection")
  void anAbortedConnectionsQueryEndsInTheDatabase() throws Exception {
    ended((connection, statement) -> connection.abort(Runnable::run));
  }

  /** Has the databases work until time is up, and returns how long they went on then. */
  private static Duration endedByItself(Statement statement) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Instant up = Instant.now().plus(LIMIT);
      Future<SQLException> asked =
          thread.submit(
              () -> catchThrowableOfType(SQLException.class, () -> statement.executeQuery(SLOW)));
      RogueGateway.await("the database to work", OwnersCancelIT::isRunning);
      SQLException e = asked.get();
      RogueGateway.await("the database to rest", () -> !isRunning());
      Duration took = Duration.between(up, Instant.now());
      assertThat((Object) e).isInstanceOf(SQLTimeoutException.class);
      assertThat(e.getSQLState()).isEqualTo("57014");
      return took;
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  @Says("Statement.setQueryTimeout: SQLTimeoutException when the limit is exceeded")
  void aQueryWhoseTimeIsUpEndsInTheDatabaseAndTheStatementStaysUsable() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout((int) LIMIT.toSeconds());
      Duration took = Duration.ofDays(1);
      for (int i = 0; i < ATTEMPTS && took.compareTo(AT_ONCE) > 0; i++) {
        took = endedByItself(statement);
      }
      assertThat(took).isLessThan(AT_ONCE);

      statement.setQueryTimeout(0);
      try (ResultSet rows = statement.executeQuery(QUICK)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(10);
      }
    }
  }
}
