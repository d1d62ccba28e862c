// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What connections do. */
@AskedOfEachDriver
@Timeout(60)
class ConnectionsIT {
  private static final String CLOSED = "08003";
  private static final String NO_TRANSACTION = "25P01";
  private static final int NONE = 77;

  private final TestedDriver driver;
  private final Drivers drivers;
  private Connection connection;

  ConnectionsIT(TestedDriver driver, Drivers drivers) throws SQLException {
    this.driver = driver;
    this.drivers = drivers;
    this.connection = drivers.shared(driver);
  }

  @BeforeEach
  void connect() throws SQLException {
    connection = drivers.connect(driver);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static String stateOf(ThrowingCallable call) {
    return catchThrowableOfType(SQLException.class, call).getSQLState();
  }

  @Test
  @Says("Connection.isValid: true if the connection has not been closed and is still valid")
  void isValidUntilItIsClosed() throws SQLException {
    assertThat(connection.isValid(5)).isTrue();
    assertThat(connection.isValid(0)).isTrue();
    assertThat(stateOf(() -> connection.isValid(-1))).isEqualTo("22023");

    connection.close();

    assertThat(connection.isValid(5)).isFalse();
  }

  @Test
  @Says(
      "Connection.close: calling the method close on a Connection object that is already closed"
          + " is a no-op")
  void closesTwice() throws SQLException {
    assertThat(connection.isClosed()).isFalse();
    connection.close();
    connection.close();
    assertThat(connection.isClosed()).isTrue();
  }

  @Test
  @Says("Connection: SQLException if this method is called on a closed connection")
  void whatIsClosedSaysSo() throws SQLException {
    connection.close();

    List<ThrowingCallable> calls =
        List.of(
            () -> connection.createStatement(),
            () -> connection.prepareStatement("SELECT 1"),
            () -> connection.nativeSQL("SELECT 1"),
            () -> connection.setAutoCommit(false),
            () -> connection.getAutoCommit(),
            () -> connection.commit(),
            () -> connection.rollback(),
            () -> connection.getMetaData(),
            () -> connection.setReadOnly(true),
            () -> connection.isReadOnly(),
            () -> connection.getCatalog(),
            () -> connection.getSchema(),
            () -> connection.getTransactionIsolation(),
            () -> connection.getWarnings(),
            () -> connection.clearWarnings(),
            () -> connection.getHoldability(),
            () -> connection.getClientInfo(),
            () -> connection.getNetworkTimeout());
    for (ThrowingCallable call : calls) {
      assertThat(stateOf(call)).isEqualTo(CLOSED);
    }
  }

  @Test
  @Says("Connection.close: releases this Connection object's database resources immediately")
  void closesItsStatements() throws SQLException {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("SELECT 1");

    connection.close();

    assertThat(
            (Object)
                catchThrowableOfType(SQLException.class, () -> statement.executeQuery("SELECT 1")))
        .isNotNull();
    rows.close();
    statement.close();
  }

  @Test
  @Says(
      "JDBC 4.3, 10.1.1: the default is for auto-commit mode to be enabled when the Connection"
          + " object is created")
  void commitsByItself() throws SQLException {
    assertThat(connection.getAutoCommit()).isTrue();
    assertThat(stateOf(connection::commit)).isEqualTo(NO_TRANSACTION);
    assertThat(stateOf(connection::rollback)).isEqualTo(NO_TRANSACTION);
    assertThat(stateOf(connection::setSavepoint)).isEqualTo(NO_TRANSACTION);
    assertThat(stateOf(() -> connection.setSavepoint("s"))).isEqualTo(NO_TRANSACTION);
  }

  @Test
  @Says("Connection.commit: should be used only when auto-commit mode has been disabled")
  void commitsWhenItIsTold() throws SQLException {
    connection.setAutoCommit(false);
    assertThat(connection.getAutoCommit()).isFalse();
    connection.commit();
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT 1").close();
    }
    connection.commit();
    connection.rollback();
    connection.setAutoCommit(true);
    assertThat(connection.getAutoCommit()).isTrue();
  }

  @Test
  @Says("Connection.setReadOnly: a hint to the driver to enable database optimizations")
  void canBeReadOnly() throws SQLException {
    connection.setReadOnly(true);

    assertThat(connection.isReadOnly()).isTrue();
    connection.setReadOnly(false);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Connection.TRANSACTION_READ_UNCOMMITTED,
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_REPEATABLE_READ,
        Connection.TRANSACTION_SERIALIZABLE
      })
  @Says("Connection.setTransactionIsolation: attempts to change the transaction isolation level")
  void everyIsolationIsAccepted(int level) throws SQLException {
    int before = connection.getTransactionIsolation();

    connection.setTransactionIsolation(level);

    assertThat(connection.isValid(5)).isTrue();
    connection.setTransactionIsolation(before);
  }

  @Test
  @Says(
      "Connection.setTransactionIsolation: SQLException if the given parameter is not one of the"
          + " Connection constants")
  void otherIsolationsAreRefused() {
    assertThat(stateOf(() -> connection.setTransactionIsolation(NONE))).isEqualTo("0A000");
  }

  @Test
  @Says("Connection.setHoldability: changes the default holdability of ResultSet objects")
  void holdabilityIsKept() throws SQLException {
    connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    assertThat(connection.getHoldability()).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
    assertThat(connection.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
    assertThat(stateOf(() -> connection.setHoldability(NONE))).isEqualTo("22023");
  }

  @Test
  @Says("Connection.setClientInfo: sets the value of the client info property")
  void clientInfoIsKept() throws SQLException {
    connection.setClientInfo("ApplicationName", "parley-test");

    assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("parley-test");
    assertThat(connection.getClientInfo()).containsEntry("ApplicationName", "parley-test");
    Properties all = new Properties();
    all.setProperty("ApplicationName", "another");
    connection.setClientInfo(all);
    assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("another");
  }

  @Test
  @Says("Connection.setClientInfo: a warning if the property name is not supported")
  void unknownClientInfoIsAWarning() throws SQLException {
    assertThat((Object) connection.getWarnings()).isNull();

    connection.setClientInfo("Shoe size", "42");

    assertThat(connection.getWarnings().getSQLState()).isEqualTo("0A000");
    connection.clearWarnings();
    assertThat((Object) connection.getWarnings()).isNull();
  }

  @Test
  @Says(
      "Connection.setClientInfo: SQLClientInfoException if this method is called on a closed"
          + " connection")
  void clientInfoOfAClosedConnectionIsAnErrorOfItsOwn() throws SQLException {
    connection.close();

    assertThat(
            (Object)
                catchThrowableOfType(
                    SQLClientInfoException.class,
                    () -> connection.setClientInfo("ApplicationName", "x")))
        .isNotNull();
  }

  @Test
  @Says(
      "Connection.setNetworkTimeout: the maximum period a Connection will wait for the database"
          + " to reply")
  void theNetworkTimeoutIsKept() throws SQLException {
    connection.setNetworkTimeout(Runnable::run, 12_000);
    assertThat(connection.getNetworkTimeout()).isEqualTo(12_000);
    connection.setNetworkTimeout(Runnable::run, 0);
    assertThat(connection.getNetworkTimeout()).isZero();
    assertThat(stateOf(() -> connection.setNetworkTimeout(Runnable::run, -1))).isEqualTo("22023");
    assertThat(connection.isValid(5)).isTrue();
  }

  @Test
  @Says("Connection.abort: calling abort marks the connection closed and releases any resources")
  void isClosedOnceAborted() throws SQLException {
    Statement statement = connection.createStatement();
    connection.abort(Runnable::run);

    assertThat(connection.isClosed()).isTrue();
    assertThat(connection.isValid(5)).isFalse();
    assertThat(
            (Object)
                catchThrowableOfType(SQLException.class, () -> statement.executeQuery("SELECT 1")))
        .isNotNull();
    assertThat(stateOf(connection::createStatement)).isEqualTo(CLOSED);
    connection.abort(Runnable::run);
  }

  @Test
  @Says("Connection: what tools ask of a connection before they use it")
  void answersWhatToolsAskFirst() throws SQLException {
    assertThat(connection.getTypeMap()).isEmpty();
    assertThat(connection.nativeSQL("SELECT 1")).isEqualTo("SELECT 1");
    assertThat(connection.getSchema()).isNotEmpty();
    connection.setSchema(connection.getSchema());
    connection.setCatalog(connection.getCatalog());
    assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
    assertThat(connection.isWrapperFor(Connection.class)).isTrue();
    assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
    assertThat((Object) connection.getWarnings()).isNull();
  }

  @Test
  @Says(
      "Connection.prepareStatement(String, int): for drivers that generate no keys a statement"
          + " like any other")
  void preparesWhereKeysMightBeGenerated() throws SQLException {
    try (var prepared = connection.prepareStatement("SELECT 1", Statement.NO_GENERATED_KEYS);
        ResultSet rows = prepared.executeQuery()) {
      assertThat(rows.next()).isTrue();
    }
  }

  @Test
  @Says("JDBC 4.3, 9.1: an application may have many connections, and many threads use them")
  void manyAtOnceKeepApart() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> tasks =
          IntStream.range(0, 24).<Callable<Integer>>mapToObj(i -> () -> ask(i)).toList();
      int i = 0;
      for (Future<Integer> answer : threads.invokeAll(tasks)) {
        assertThat(answer.get()).isEqualTo(i++);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private int ask(int number) throws SQLException {
    try (Connection own = drivers.connect(driver);
        Statement statement = own.createStatement();
        ResultSet rows = statement.executeQuery("SELECT " + number)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
