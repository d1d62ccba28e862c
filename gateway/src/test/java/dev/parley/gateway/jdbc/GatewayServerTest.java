// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.jdbc.ParleyDriver;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.Listen;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.avatica.AvaticaSqlException;
import org.apache.calcite.avatica.remote.Driver;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GatewayServerTest {
  private static final Duration SOON = Duration.ofMillis(400);
  private static final Duration LATE = Duration.ofMinutes(5);

  @Test
  void anIdleConnectionExpiresCleanly() throws Exception {
    try (GatewayFixture gateway =
            new GatewayFixture(GatewayLimits.defaults().withIdle(SOON, SOON));
        Connection connection = gateway.connect();
        Statement statement = connection.createStatement()) {
      GatewayFixture.await(() -> gateway.service.sessions.get() == 0);

      SQLException e =
          catchThrowableOfType(SQLException.class, () -> statement.executeQuery("rows 1"));

      assertThat(e.getSQLState()).isEqualTo("08006");
      assertThat(e.getErrorCode()).isEqualTo(605);
      assertThat(e.getMessage())
          .isEqualTo("The connection is closed, or was idle for too long | Connect again.");
      assertThat(connection.isValid(5)).isFalse();
      assertThat(
              catchThrowableOfType(SQLException.class, connection::createStatement).getSQLState())
          .as("while a statement is open")
          .isEqualTo("08006");
    }
  }

  @Test
  void anIdleStatementExpiresAndItsConnectionLives() throws Exception {
    try (GatewayFixture gateway =
            new GatewayFixture(GatewayLimits.defaults().withIdle(LATE, SOON));
        Connection connection = gateway.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("rows 100000")) {
      Thread.sleep(SOON.toMillis() * 4);

      SQLException e =
          catchThrowableOfType(
              SQLException.class,
              () -> {
                while (rows.next()) {
                  assertThat(rows.getLong(1)).isLessThan(100_000);
                }
              });

      assertThat(e.getSQLState()).isEqualTo("34000");
      assertThat(e.getMessage()).contains("idle for too long | Run the query again.");
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void anIdleConnectionOnWhichNothingIsOpenComesBackByItself() throws Exception {
    try (GatewayFixture gateway =
            new GatewayFixture(GatewayLimits.defaults().withIdle(SOON, SOON));
        Connection connection = gateway.connect()) {
      GatewayFixture.await(() -> gateway.service.sessions.get() == 0);

      try (Statement statement = connection.createStatement()) {
        assertThat(DriverToGatewayTest.count(statement.executeQuery("rows 2"))).isEqualTo(2);
      }
      GatewayFixture.await(() -> gateway.service.sessions.get() == 0);
      try (PreparedStatement statement = connection.prepareStatement("rows 3")) {
        assertThat(DriverToGatewayTest.count(statement.executeQuery())).isEqualTo(3);
      }
    }
  }

  @Test
  void anIdleConnectionComesBackForMetadataAsWell() throws Exception {
    try (GatewayFixture gateway =
            new GatewayFixture(GatewayLimits.defaults().withIdle(SOON, SOON));
        Connection connection = gateway.connect()) {
      DatabaseMetaData metadata = connection.getMetaData();
      List<Callable<ResultSet>> lists =
          List.of(
              () -> metadata.getTables(null, null, "%", null),
              () -> metadata.getColumns(null, null, "%", "%"),
              metadata::getSchemas,
              metadata::getCatalogs,
              metadata::getTableTypes,
              metadata::getTypeInfo);
      for (Callable<ResultSet> list : lists) {
        GatewayFixture.await(() -> gateway.service.sessions.get() == 0);

        list.call().close();
      }
    }
  }

  @Test
  void anIdleConnectionWhoseSettingsWouldBeLostIsLost() throws Exception {
    try (GatewayFixture gateway =
            new GatewayFixture(GatewayLimits.defaults().withIdle(SOON, SOON));
        Connection connection = gateway.connect()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set");
      }
      GatewayFixture.await(() -> gateway.service.sessions.get() == 0);

      SQLException e = catchThrowableOfType(SQLException.class, connection::createStatement);

      assertThat(e.getSQLState()).isEqualTo("08006");
    }
  }

  @Test
  void anIdleStatementThatHoldsNothingRunsAgain() throws Exception {
    try (GatewayFixture gateway =
            new GatewayFixture(GatewayLimits.defaults().withIdle(LATE, SOON));
        Connection connection = gateway.connect();
        Statement plain = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("rows 3")) {
      plain.setFetchSize(1);
      Thread.sleep(SOON.toMillis() * 4);

      assertThat(DriverToGatewayTest.count(plain.executeQuery("rows 2"))).isEqualTo(2);
      assertThat(DriverToGatewayTest.count(prepared.executeQuery())).isEqualTo(3);
    }
  }

  @Test
  void connectionsAreLimitedAndPlacesAreGivenBack() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture(GatewayLimits.defaults().withConnections(2));
        Connection first = gateway.connect()) {
      Connection second = gateway.connect();

      SQLException e = catchThrowableOfType(SQLException.class, gateway::connect);
      second.close();

      assertThat(e.getSQLState()).isEqualTo("53300");
      assertThat(first.isValid(5)).isTrue();
      for (int i = 0; i < 5; i++) {
        gateway.connect().close();
      }
      GatewayFixture.await(() -> gateway.service.sessions.get() == 1);
    }
  }

  @Test
  void eachUserHasSoManyConnectionsStatementsAndQueriesAtOnce() throws Exception {
    GatewayLimits limits = GatewayLimits.defaults().withPerUser(new GatewayLimits.PerUser(2, 3, 1));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (GatewayFixture gateway = new GatewayFixture(limits);
        Connection first = gateway.connect();
        Connection second = gateway.connect();
        Statement one = first.createStatement();
        Statement two = first.createStatement()) {
      Statement three = second.createStatement();
      assertRefused("53300", "has 2 connections open", gateway::connect);
      assertRefused("53400", "has 3 statements open", second::createStatement);
      three.close();
      second.createStatement().close();

      Future<SQLException> waiting =
          thread.submit(
              () -> catchThrowableOfType(SQLException.class, () -> one.executeQuery("wait")));
      GatewayFixture.await(() -> gateway.service.running.get() == 1);
      assertRefused("53400", "runs 1 queries already", () -> two.executeQuery("rows 1"));
      one.cancel();
      assertThat(waiting.get().getSQLState()).isEqualTo("57014");
      assertThat(DriverToGatewayTest.count(two.executeQuery("rows 2"))).isEqualTo(2);
    } finally {
      thread.shutdownNow();
    }
  }

  private static void assertRefused(String state, String fact, ThrowingCallable call) {
    SQLException e = catchThrowableOfType(SQLException.class, call);
    assertThat(e.getSQLState()).isEqualTo(state);
    assertThat(e.getMessage()).contains(fact);
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(
              () -> GatewayServer.start(new Listen("127.0.0.1", port), new SmallService()))
          .isInstanceOfSatisfying(
              ParleyException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_START);
                assertThat(e.fact()).isEqualTo("Port " + port + " is in use");
              });
    }
  }

  @Test
  void anAddressOfAnotherMachineIsRefused() {
    assertThatThrownBy(() -> GatewayServer.start(new Listen("192.0.2.1", 0), new SmallService()))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_START));
  }

  @Test
  void closingStopsWhatRunsAndEndsSessions() throws Exception {
    GatewayFixture gateway = new GatewayFixture();
    Connection connection = gateway.connect();
    Statement statement = connection.createStatement();
    ExecutorService runner = Executors.newSingleThreadExecutor();
    Future<SQLException> failure =
        runner.submit(
            () -> catchThrowableOfType(SQLException.class, () -> statement.executeQuery("wait")));
    runner.shutdown();
    GatewayFixture.await(() -> gateway.service.running.get() == 1);

    gateway.close();

    assertThat(failure.get(20, TimeUnit.SECONDS).getSQLState()).isIn("57014", "08006");
    GatewayFixture.await(() -> gateway.service.sessions.get() == 0);
    for (int call = 0; call < 2; call++) {
      SQLException e = catchThrowableOfType(SQLException.class, connection::createStatement);
      assertThat(e.getSQLState()).as("there was a connection").isEqualTo("08006");
    }
    statement.close();
    connection.close();
  }

  @Test
  void closingLeavesNoThread() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    GatewayFixture gateway = new GatewayFixture();
    gateway.connect().close();
    Set<Thread> begun = new HashSet<>(Thread.getAllStackTraces().keySet());
    begun.removeAll(before);
    begun.removeIf(thread -> !thread.getName().startsWith("parley-gateway"));
    assertThat(begun).anyMatch(thread -> thread.getName().equals("parley-gateway-sweeper"));

    gateway.close();

    GatewayFixture.await(() -> begun.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void avaticasOwnDriverConnectsInProtobuf() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture();
        Connection connection = gateway.connectStock("protobuf");
        Statement statement = connection.createStatement()) {
      assertThat(DriverToGatewayTest.count(statement.executeQuery("rows 6000"))).isEqualTo(6000);
      try (ResultSet row = statement.executeQuery("types")) {
        row.next();
        assertThat(row.getBigDecimal("DEC").toPlainString())
            .isEqualTo("123456789012345678901234567890123456.50");
        // it knows no more than milliseconds
        assertThat(row.getTimestamp("TIME"))
            .isEqualTo(Timestamp.valueOf("1969-12-31 23:59:58.125"));
        assertThat(row.getString("TIME")).isEqualTo("1969-12-31 23:59:58.125");
        assertThat(row.getMetaData().getScale(9)).isEqualTo(3);
      }

      AvaticaSqlException e =
          catchThrowableOfType(AvaticaSqlException.class, () -> statement.executeQuery("fail"));

      assertThat(e.getSQLState()).isEqualTo("P0201");
      assertThat(e.getErrorCode()).isEqualTo(201);
      assertThat(e.getMessage()).contains("did not answer in 30 s | Check that it is running");
      assertThat(String.join("", e.getStackTraces())).isEmpty();
    }
  }

  @Test
  void bothDriversKeepApartOnOneClassPath() throws Exception {
    assertThat(DriverManager.getDriver("jdbc:avatica:remote:url=http://h").getClass())
        .isEqualTo(Driver.class);
    assertThat(DriverManager.getDriver("jdbc:parley://h/").getClass())
        .isEqualTo(ParleyDriver.class);
    assertThat(ParleyDriver.class.getClassLoader().getResource("org/slf4j/nop/NOPLogger.class"))
        .isNull();
  }

  @Test
  void avaticasOwnDriverIsToldToSpeakProtobuf() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture()) {
      assertThatThrownBy(() -> gateway.connectStock("json"))
          .hasStackTraceContaining("Add serialization=protobuf to the URL");
    }
  }

  @Test
  void whatIsNoRequestGetsAStatusAndNoTrace() throws Exception {
    try (GatewayFixture gateway = new GatewayFixture()) {
      HttpClient http = HttpClient.newHttpClient();
      URI uri = URI.create("http://127.0.0.1:" + gateway.server.port() + "/");
      HttpRequest get = HttpRequest.newBuilder(uri).build();
      HttpRequest garbage = post(uri, "garbage".getBytes(StandardCharsets.UTF_8));
      HttpRequest huge = post(uri, new byte[GatewayLimits.defaults().requestBytes() + 1]);

      assertThat(body(http, get, 405)).isEmpty();
      assertThat(body(http, garbage, 500))
          .contains("not one of Avatica's in protobuf")
          .doesNotContain("Exception", "\tat ");
      assertThat(body(http, huge, 413)).isEmpty();
      gateway.connect().close();
    }
  }

  private static HttpRequest post(URI uri, byte[] body) {
    return HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
  }

  private static String body(HttpClient http, HttpRequest request, int status) throws Exception {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(status);
    return response.body();
  }
}
