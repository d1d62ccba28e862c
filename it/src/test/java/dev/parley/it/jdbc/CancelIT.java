// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a query before it ends by itself. */
@AskedOfEachDriver
@Timeout(60)
class CancelIT {
  private static final String QUICK = "SELECT 1";
  private static final Duration HEAD_START = Duration.ofMillis(300);
  private static final Duration SOON = Duration.ofSeconds(15);

  private final TestedDriver driver;
  private final Drivers drivers;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  CancelIT(TestedDriver driver, Drivers drivers) {
    this.driver = driver;
    this.drivers = drivers;
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** A query that takes minutes, in the words of each; no owner is asked. */
  private String slow() {
    return driver.isOurs()
        ? "SELECT COUNT(*) FROM parley.series a,"
            + " (SELECT n FROM parley.series WHERE n < 20000) b WHERE a.n * b.n < 0"
        : "SELECT COUNT(*) FROM generate_series(1, 1000000) a,"
            + " generate_series(1, 1000000) b WHERE a * b < 0";
  }

  private interface Ending {
    void end() throws SQLException;
  }

  /** Runs something, ends it soon after, and returns how it failed. */
  private SQLException ended(Callable<?> run, Ending ending) throws Exception {
    Instant begun = Instant.now();
    Future<SQLException> failure =
        threads.submit(() -> catchThrowableOfType(SQLException.class, run::call));
    Thread.sleep(HEAD_START.toMillis());
    ending.end();
    SQLException e = failure.get();
    assertThat(Duration.between(begun, Instant.now())).isLessThan(SOON);
    return e;
  }

  private static void requireUsable(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery(QUICK)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  @Test
  @Says(
      "Statement.cancel: can be used by one thread to cancel a statement that is being executed"
          + " by another thread")
  void aStatementIsCancelledAndStaysUsable() throws Exception {
    try (Connection connection = drivers.connect(driver);
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 2; i++) {
        SQLException e = ended(() -> statement.executeQuery(slow()), statement::cancel);

        assertThat(e.getSQLState()).isEqualTo("57014");
        requireUsable(statement);
      }
    }
  }

  @Test
  @Says("Statement.cancel: as of a PreparedStatement")
  void aPreparedStatementIsCancelledAndStaysUsable() throws Exception {
    try (Connection connection = drivers.connect(driver);
        PreparedStatement statement = connection.prepareStatement(slow())) {
      for (int i = 0; i < 2; i++) {
        SQLException e = ended(statement::executeQuery, statement::cancel);

        assertThat(e.getSQLState()).isEqualTo("57014");
      }
    }
  }

  @Test
  @Says(
      "Statement.setQueryTimeout: sets the number of seconds the driver will wait for a Statement"
          + " object to execute")
  void aStatementWhoseTimeIsUpEndsAndStaysUsable() throws Exception {
    try (Connection connection = drivers.connect(driver);
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);

      SQLException e = ended(() -> statement.executeQuery(slow()), () -> {});

      assertThat(e.getSQLState()).isEqualTo("57014");
      requireUsable(statement);
    }
  }

  @Test
  @Says("Statement.cancel: cancels this Statement object")
  void aCancelOfNothingDoesNothing() throws Exception {
    try (Connection connection = drivers.connect(driver);
        Statement statement = connection.createStatement()) {
      statement.cancel();
      for (int i = 0; i < 20; i++) {
        requireUsable(statement);
        statement.cancel();
      }
      ResultSet rows = statement.executeQuery("SELECT * FROM (VALUES (1), (2), (3)) AS t (x)");
      assertThat(rows.next()).isTrue();
      statement.cancel();
      assertThat(rows.next()).isTrue();
    }
  }

  @Test
  @Says("Statement.cancel: hits what is being executed, and not what comes after it")
  void aCancelThatComesLateHitsNothingElse() throws Exception {
    try (Connection connection = drivers.connect(driver);
        Statement statement = connection.createStatement();
        Statement other = connection.createStatement()) {
      Future<?> cancelling =
          threads.submit(
              () -> {
                while (!Thread.currentThread().isInterrupted()) {
                  statement.cancel();
                }
                return null;
              });
      for (int i = 0; i < 50; i++) {
        requireUsable(other);
      }
      cancelling.cancel(true);
    }
  }

  @Test
  @Says("Statement.close: releases this Statement object's database resources immediately")
  void closingAStatementEndsWhatItRuns() throws Exception {
    try (Connection connection = drivers.connect(driver);
        Statement statement = connection.createStatement()) {
      SQLException e = ended(() -> statement.executeQuery(slow()), statement::close);

      assertThat(e.getSQLState()).isEqualTo("57014");
    }
  }

  @Test
  @Says(
      "Connection.abort: terminates an open connection; results in the connection marked as"
          + " closed, and any thread that is accessing it will throw an SQLException")
  void abortingAConnectionEndsWhatItRuns() throws Exception {
    try (Connection connection = drivers.connect(driver);
        Statement statement = connection.createStatement()) {
      if (!driver.isOurs()) {
        // PostgreSQL does not notice that its client has gone, and would go on for hours
        statement.execute("SET statement_timeout = '5s'");
      }
      SQLException e =
          ended(() -> statement.executeQuery(slow()), () -> connection.abort(Runnable::run));

      assertThat(e.getSQLState()).matches("08...|57014");
      assertThat(connection.isClosed()).isTrue();
      connection.abort(Runnable::run);
    }
  }
}
