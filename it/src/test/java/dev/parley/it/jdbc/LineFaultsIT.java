// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.it.SharedStage;
import dev.parley.it.SharedStage.Stage;
import dev.parley.it.tap.FaultyLine;
import dev.parley.it.tap.FaultyLine.Fault;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A line to the gateway on which things go wrong: what the driver says, and when. */
@ExtendWith(SharedStage.class)
@Timeout(60)
class LineFaultsIT {
  private static final String REQUESTS = "POST /";
  private static final String TIMES = "?socketTimeout=1s&connectTimeout=1s";
  private static final int FRAME = 10;

  /** Twice the time-out, and what a machine that does much else takes. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private final FaultyLine line = new FaultyLine();
  private final TappedGateway gateway;

  LineFaultsIT(Stage stage) {
    this.gateway = new TappedGateway(stage, line::plug);
  }

  @AfterEach
  void close() {
    line.mend();
    gateway.close();
  }

  private static SQLException failure(ThrowingCallable call) {
    Instant begun = Instant.now();
    SQLException e = catchThrowableOfType(SQLException.class, call);
    assertThat(Duration.between(begun, Instant.now())).isLessThan(SOON);
    return e;
  }

  private static void requireUsable(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 7")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "SLOW"})
  @Says("JDBC 4.3, 8.5.1: SQLNonTransientConnectionException is thrown for SQLState class 08")
  void nobodyConnects(Fault fault) throws SQLException {
    line.harm(REQUESTS, fault);

    SQLException e = failure(() -> gateway.connect(TIMES).close());

    assertThat(e.getSQLState()).isEqualTo("08001");
    line.mend();
    try (Connection connection = gateway.connect(TIMES)) {
      requireUsable(connection);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "SLOW"})
  @Says("Statement.executeQuery: SQLException if a database access error occurs")
  void aQueryFailsAndTheConnectionComesBack(Fault fault) throws SQLException {
    try (Connection connection = gateway.connect(TIMES);
        Statement statement = connection.createStatement()) {
      line.harm(REQUESTS, fault);

      SQLException e = failure(() -> statement.executeQuery("SELECT 1"));
      assertThat(e.getSQLState()).isEqualTo("08006");
      assertThat(isValid(connection)).isFalse();

      line.mend();
      assertThat(isValid(connection)).isTrue();
      requireUsable(connection);
    }
  }

  private static boolean isValid(Connection connection) throws SQLException {
    Instant begun = Instant.now();
    boolean valid = connection.isValid(1);
    assertThat(Duration.between(begun, Instant.now())).isLessThan(SOON);
    return valid;
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "SLOW"})
  @Says("ResultSet.next: SQLException if a database access error occurs")
  void aFetchFailsAndGoesOnFailing(Fault fault) throws SQLException {
    try (Connection connection = gateway.connect(TIMES);
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(FRAME);
      ResultSet rows = statement.executeQuery("SELECT n FROM parley.series WHERE n < " + 5 * FRAME);
      assertThat(rows.next()).isTrue();
      line.harm(REQUESTS, fault);

      SQLException e =
          failure(
              () -> {
                while (rows.next()) {
                  assertThat(rows.getLong(1)).isLessThan(FRAME + 1);
                }
              });
      assertThat(e.getSQLState()).isEqualTo("08006");
      line.mend();
      assertThat(failure(rows::next).getSQLState()).isEqualTo("08006");
      requireUsable(connection);
    }
  }

  @Test
  @Says(
      "Connection.isValid: if the timeout period expires before the operation completes, this"
          + " method returns false")
  void anAnswerThatTricklesIsNotAwaitedForLonger() throws SQLException {
    try (Connection connection = gateway.connect("?socketTimeout=30s")) {
      line.harm(REQUESTS, Fault.FROZEN);
      assertThat(isValid(connection)).isFalse();
      line.mend();
      assertThat(isValid(connection)).isTrue();
    }
  }

  @Test
  @Says(
      "Connection.setNetworkTimeout: if no response occurs within the wait time, the method will"
          + " return with a SQLException")
  void theNetworkTimeoutCounts() throws SQLException {
    try (Connection connection = gateway.connect("");
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, 500);
      line.harm(REQUESTS, Fault.FROZEN);

      SQLException e = failure(() -> statement.executeQuery("SELECT 1"));

      assertThat(e.getSQLState()).isEqualTo("08006");
      assertThat(e.getMessage()).contains("500 ms");
      line.mend();
    }
  }

  @Test
  @Says(
      "DriverManager.setLoginTimeout: the maximum time in seconds that a driver will wait while"
          + " attempting to connect")
  void theLoginTimeoutCounts() {
    line.harm(REQUESTS, Fault.FROZEN);
    DriverManager.setLoginTimeout(1);
    try {
      assertThat(failure(() -> gateway.connect("?connectTimeout=30s").close()).getSQLState())
          .isEqualTo("08001");
    } finally {
      DriverManager.setLoginTimeout(0);
    }
  }

  @Test
  @Says("Connection.abort: any thread that is accessing the connection will throw an SQLException")
  void abortNeedsNoGateway() throws Exception {
    Connection connection = gateway.connect("");
    Statement statement = connection.createStatement();
    line.harm(REQUESTS, Fault.FROZEN);
    Thread aborting =
        new Thread(
            () -> {
              try {
                while (line.harmed() == 0) {
                  Thread.sleep(10);
                }
                connection.abort(task -> new Thread(task).start());
              } catch (SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    aborting.start();

    SQLException e = failure(() -> statement.executeQuery("SELECT 1"));

    aborting.join();
    assertThat(e.getSQLState()).isEqualTo("08006");
    assertThat(connection.isClosed()).isTrue();
  }

  @Test
  @Says("Connection.close: releases resources immediately instead of waiting")
  void closingAnswersSoonWhoeverIsSilent() throws SQLException {
    Connection connection = gateway.connect("");
    line.harm(REQUESTS, Fault.FROZEN);
    Instant begun = Instant.now();

    connection.close();

    assertThat(connection.isClosed()).isTrue();
    assertThat(Duration.between(begun, Instant.now())).isLessThan(SOON);
  }
}
