// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EmbeddedConnectionsTest {
  private static final String URL = "jdbc:parley:embedded:city.yaml";

  private final List<SmallService> opened = new ArrayList<>();
  private final EmbeddedConnections connections =
      new EmbeddedConnections(
          path -> {
            assertThat(path).isEqualTo(Path.of("city.yaml").toAbsolutePath());
            SmallService service = new SmallService();
            opened.add(service);
            return service;
          });

  private static Properties as(String password) {
    Properties properties = new Properties();
    properties.setProperty("user", SmallService.USER);
    properties.setProperty("password", password);
    return properties;
  }

  @Test
  void answersAndFailsAsOverTheNetwork() throws SQLException {
    try (Connection connection = connections.connect(URL, as(SmallService.PASSWORD)).orElseThrow();
        Statement statement = connection.createStatement()) {
      assertThat(DriverToGatewayTest.count(statement.executeQuery("rows 12345"))).isEqualTo(12_345);
      SQLException e =
          catchThrowableOfType(SQLException.class, () -> statement.executeQuery("fail"));
      assertThat(e.getSQLState()).isEqualTo("P0201");
      assertThat(e.getMessage()).startsWith("Node 'north' did not answer in 30 s | ");
      assertThat(connection.getMetaData().getURL()).isEqualTo(URL);
    }
  }

  @Test
  void connectionsShareAGatewayThatClosesWithTheLast() throws SQLException {
    Connection first = connections.connect(URL, as(SmallService.PASSWORD)).orElseThrow();
    Connection second = connections.connect(URL, as(SmallService.PASSWORD)).orElseThrow();

    first.close();
    assertThat(second.isValid(1)).isTrue();
    second.close();

    assertThat(opened).hasSize(1);
    assertThat(opened.get(0).closed).isTrue();
    connections.connect(URL, as(SmallService.PASSWORD)).orElseThrow().close();
    assertThat(opened).hasSize(2);
  }

  @Test
  void anAbortEndsWhatRunsAndClosesTheGateway() throws Exception {
    Connection connection = connections.connect(URL, as(SmallService.PASSWORD)).orElseThrow();
    Statement statement = connection.createStatement();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<SQLException> failure =
          thread.submit(
              () -> catchThrowableOfType(SQLException.class, () -> statement.executeQuery("wait")));
      SmallService service = opened.get(0);
      GatewayFixture.await(() -> service.running.get() == 1);

      connection.abort(Runnable::run);

      assertThat(failure.get().getSQLState()).isEqualTo("57014");
      assertThat(connection.isClosed()).isTrue();
      assertThat(
              catchThrowableOfType(SQLException.class, connection::createStatement).getSQLState())
          .isEqualTo("08003");
      GatewayFixture.await(() -> service.sessions.get() == 0);
      assertThat(service.closed).isTrue();
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void aWrongPasswordIsRefusedAndClosesTheGateway() {
    SQLException e =
        catchThrowableOfType(SQLException.class, () -> connections.connect(URL, as("wrong")));

    assertThat(e.getSQLState()).isEqualTo("28P01");
    assertThat(opened.get(0).closed).isTrue();
  }

  @Test
  void whatCannotBeOpenedIsAnSqlException() {
    EmbeddedConnections broken =
        new EmbeddedConnections(
            path -> {
              throw new ParleyException(ErrorCode.INVALID_SETTINGS, "No such file", "Write it.");
            });

    SQLException missing =
        catchThrowableOfType(SQLException.class, () -> broken.connect(URL, as("x")));
    SQLException nameless =
        catchThrowableOfType(
            SQLException.class, () -> broken.connect("jdbc:parley:embedded:", as("x")));

    assertThat(missing.getMessage()).isEqualTo("No such file | Write it.");
    assertThat(missing.getErrorCode()).isEqualTo(501);
    assertThat(nameless.getMessage()).startsWith("The URL names no file");
  }

  @Test
  void otherUrlsAreNotOurs() throws SQLException {
    assertThat(connections.connect("jdbc:parley://host/", as("x"))).isEmpty();
  }
}
