// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.jdbc.ContributingNodes;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shaded driver against the gateway, over a real socket. */
class DriverToGatewayTest {
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    gateway = new GatewayFixture();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void everyTypeArrivesExactly() throws SQLException {
    try (Connection connection = gateway.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("types")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getBoolean("BOOL")).isTrue();
      assertThat(row.getShort("SMALL")).isEqualTo((short) -7);
      assertThat(row.getInt("int")).isEqualTo(42);
      assertThat(row.getLong(4)).isEqualTo(9_007_199_254_740_993L);
      assertThat(row.getBigDecimal(5))
          .isEqualTo(new BigDecimal("123456789012345678901234567890123456.50"));
      assertThat(row.getString(5)).isEqualTo("123456789012345678901234567890123456.50");
      assertThat(row.getObject(5)).isInstanceOf(BigDecimal.class);
      assertThat(row.getDouble(6)).isEqualTo(0.1);
      assertThat(row.getString("TEXT")).isEqualTo("grüße");
      assertThat(row.getDate(8)).isEqualTo(Date.valueOf("2024-02-29"));
      assertThat(row.getString(8)).isEqualTo("2024-02-29");
      assertThat(row.getTimestamp(9)).isEqualTo(Timestamp.valueOf("1969-12-31 23:59:58.125456"));
      assertThat(row.getString(9)).isEqualTo("1969-12-31 23:59:58.125456");
      assertThat(row.getString(10)).isEqualTo("\\x00ff5c78");
      assertThat(row.getObject(10)).isEqualTo(new byte[] {0, -1, '\\', 'x'});
      assertThat(row.getString(11)).isEqualTo("23:59:58.125456");
      assertThat(row.getObject(11, LocalTime.class))
          .isEqualTo(LocalTime.of(23, 59, 58, 125_456_000));
      assertThat(row.next()).isFalse();
    }
  }

  @Test
  void nullsAreNulls() throws SQLException {
    try (Connection connection = gateway.connect();
        PreparedStatement statement = connection.prepareStatement("nulls");
        ResultSet row = statement.executeQuery()) {
      assertThat(row.next()).isTrue();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        assertThat(row.getObject(i)).isNull();
        assertThat(row.getString(i)).isNull();
        assertThat(row.wasNull()).isTrue();
      }
      assertThat(row.getInt(3)).isZero();
      assertThat(row.wasNull()).isTrue();
      assertThat(row.getLong("DEC")).isZero();
      assertThat(row.getDate(8)).isNull();
    }
  }

  @Test
  void numbersThatDoNotFitAreErrors() throws SQLException {
    try (Connection connection = gateway.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("types")) {
      row.next();

      SQLException asInt = catchThrowableOfType(SQLException.class, () -> row.getInt("BIG"));
      SQLException asLong = catchThrowableOfType(SQLException.class, () -> row.getLong("DEC"));

      assertThat(asInt.getSQLState()).isEqualTo("22003");
      assertThat(asLong.getSQLState()).isEqualTo("22003");
    }
  }

  @Test
  void columnsAreDescribed() throws SQLException {
    try (Connection connection = gateway.connect();
        PreparedStatement statement = connection.prepareStatement("types")) {
      ResultSetMetaData columns = statement.getMetaData();

      assertThat(columns.getColumnCount()).isEqualTo(11);
      assertThat(columns.getColumnType(11)).isEqualTo(Types.TIME);
      assertThat(columns.getColumnTypeName(11)).isEqualTo("TIME");
      assertThat(columns.getColumnClassName(11)).isEqualTo("java.sql.Time");
      assertThat(columns.getPrecision(11)).isEqualTo(15);
      assertThat(columns.getScale(11)).isEqualTo(6);
      assertThat(columns.getColumnLabel(5)).isEqualTo("DEC");
      assertThat(columns.getColumnName(5)).isEqualTo("DEC");
      assertThat(columns.getSchemaName(5)).isEqualTo("FEDERATION");
      assertThat(columns.getTableName(5)).isEqualTo("trips");
      assertThat(columns.getColumnType(5)).isEqualTo(Types.DECIMAL);
      assertThat(columns.getColumnTypeName(5)).isEqualTo("DECIMAL");
      assertThat(columns.getColumnClassName(5)).isEqualTo("java.math.BigDecimal");
      assertThat(columns.getPrecision(5)).isEqualTo(38);
      assertThat(columns.getScale(5)).isEqualTo(2);
      assertThat(columns.isNullable(5)).isEqualTo(ResultSetMetaData.columnNoNulls);
      assertThat(columns.isNullable(1)).isEqualTo(ResultSetMetaData.columnNullable);
      assertThat(columns.getPrecision(7)).isEqualTo(20);
    }
  }

  @Test
  void theServiceHearsFederationAndProperties() throws SQLException {
    String url = gateway.url() + "city?minNodes=2&keyBits=2048&fetchSize=10";
    try (Connection connection =
        DriverManager.getConnection(url, SmallService.USER, SmallService.PASSWORD)) {
      assertThat(connection.isValid(5)).isTrue();
    }

    assertThat(gateway.service.logins)
        .contains(Map.of("federation", "city", "minNodes", "2", "keyBits", "2048"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 2_000})
  void manyRowsArriveInFramesOfAnySize(int fetchSize) throws SQLException {
    int count = fetchSize == 2_000 ? 100_000 : 1_000;
    try (Connection connection = gateway.connect();
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(fetchSize);
      try (ResultSet rows = statement.executeQuery("rows " + count)) {
        for (long i = 0; i < count; i++) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong(1)).isEqualTo(i);
        }
        assertThat(rows.getString(2)).isEqualTo("row " + (count - 1));
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @Test
  void maxRowsIsKept() throws SQLException {
    try (Connection connection = gateway.connect();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("rows 500")) {
      statement.setMaxRows(3);
      prepared.setMaxRows(3);

      assertThat(count(statement.executeQuery("rows 500"))).isEqualTo(3);
      assertThat(count(prepared.executeQuery())).isEqualTo(3);
      assertThat(count(prepared.executeQuery())).isEqualTo(3);
    }
  }

  @Test
  void twentyConnectionsAtOnceKeepApart() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      List<Callable<Integer>> clients = new ArrayList<>();
      for (int i = 1; i <= 20; i++) {
        int rows = i * 100;
        clients.add(() -> countOverOwnConnection(rows));
      }
      List<Future<Integer>> counts = threads.invokeAll(clients);
      for (int i = 1; i <= 20; i++) {
        assertThat(counts.get(i - 1).get()).isEqualTo(i * 100);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void threadsThatShareAStatementRunItOneAfterTheOther(boolean prepared) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Connection connection = gateway.connect();
        PreparedStatement known = connection.prepareStatement("rows 1");
        Statement plain = connection.createStatement()) {
      Callable<ResultSet> run =
          () -> prepared ? known.executeQuery() : plain.executeQuery("rows 1");

      for (Future<ResultSet> result : threads.invokeAll(Collections.nCopies(200, run))) {
        assertThat(result.get()).isNotNull();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int countOverOwnConnection(int rows) throws SQLException {
    try (Connection connection = gateway.connect();
        Statement statement = connection.createStatement()) {
      return count(statement.executeQuery("rows " + rows));
    }
  }

  @Test
  void warningsAndNodesComeWithTheResult() throws SQLException {
    try (Connection connection = gateway.connect();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("warn")) {
      assertThat(count(statement.executeQuery("warn"))).isEqualTo(1);
      assertThat(count(prepared.executeQuery())).isEqualTo(1);

      SQLWarning first = statement.getWarnings();
      assertThat(first.getMessage()).isEqualTo("Node 'east' is missing");
      assertThat(first.getNextWarning().getMessage()).isEqualTo("2 groups were left out");
      assertThat(statement.unwrap(ContributingNodes.class).nodes())
          .containsExactly("north", "south");
      assertThat(prepared.getWarnings().getMessage()).isEqualTo("Node 'east' is missing");
      count(statement.executeQuery("rows 1"));
      assertThat((Object) statement.getWarnings()).isNull();
      count(statement.executeQuery("warn"));
      assertThat(
              catchThrowableOfType(SQLException.class, () -> statement.executeQuery("fail"))
                  .getErrorCode())
          .isEqualTo(201);
      assertThat((Object) statement.getWarnings()).as("after a failure").isNull();
      assertThat(statement.unwrap(ContributingNodes.class).nodes()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cancelStopsWhatRuns(boolean prepared) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Connection connection = gateway.connect();
        Statement plain = connection.createStatement();
        PreparedStatement ready = connection.prepareStatement("wait")) {
      Statement statement = prepared ? ready : plain;
      Future<SQLException> failure =
          thread.submit(
              () ->
                  catchThrowableOfType(
                      SQLException.class,
                      () -> {
                        if (prepared) {
                          ready.executeQuery();
                        } else {
                          plain.executeQuery("wait");
                        }
                      }));
      GatewayFixture.await(() -> gateway.service.running.get() > 0);

      statement.cancel();

      assertThat(failure.get().getSQLState()).isEqualTo("57014");
      assertThat(count(plain.executeQuery("rows 2"))).isEqualTo(2);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void aTimeLimitIsThatOfItsRun() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Connection connection = gateway.connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      count(statement.executeQuery("rows 1"));
      statement.setQueryTimeout(0);
      Future<SQLException> failure =
          thread.submit(
              () -> catchThrowableOfType(SQLException.class, () -> statement.executeQuery("wait")));
      Thread.sleep(1200);
      assertThat(failure.isDone()).isFalse();

      statement.cancel();

      assertThat((Object) failure.get()).isNotInstanceOf(SQLTimeoutException.class);
      assertThat(failure.get().getSQLState()).isEqualTo("57014");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void transactionsAreTolerated() throws SQLException {
    try (Connection connection = gateway.connect()) {
      connection.setAutoCommit(false);
      assertThat(connection.getAutoCommit()).isFalse();
      connection.commit();
      connection.rollback();
      connection.setReadOnly(false);

      assertThat(connection.isReadOnly()).isTrue();
      assertThat(connection.getSchema()).isEqualTo("FEDERATION");
      assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 20, 1 << 21, 1 << 23})
  void aStatementLongerThanTheGatewayTakesIsNotSupportedAndTheConnectionLives(int characters)
      throws SQLException {
    try (Connection connection = gateway.connect();
        Statement statement = connection.createStatement()) {
      String sql = "x".repeat(characters);

      SQLException e = catchThrowableOfType(SQLException.class, () -> statement.executeQuery(sql));

      assertThat((Object) e).isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThat(e.getSQLState()).isEqualTo("0A000");
      assertThat(e.getMessage()).startsWith("The request is longer than the gateway takes");
      assertThat(count(statement.executeQuery("rows 2"))).isEqualTo(2);
    }
  }

  static int count(ResultSet rows) throws SQLException {
    try (rows) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }
}
