// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.calcite.avatica.remote.Service;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How connections end, and what is left of them. */
@Timeout(20)
class ConnectionEndTest {
  private final WaitingGateway gateway = new WaitingGateway();
  private final List<Runnable> later = new ArrayList<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    gateway.breakOff();
    thread.shutdownNow();
  }

  private Connection connect() throws SQLException {
    return ParleyConnections.open(gateway, "jdbc:parley:test:", new Properties());
  }

  private static SQLException failure(ThrowingCallable call) {
    return catchThrowableOfType(SQLException.class, call);
  }

  private static void assertClosed(ThrowingCallable call) {
    SQLException e = failure(call);
    assertThat((Object) e).isInstanceOf(SQLNonTransientConnectionException.class);
    assertThat(e.getSQLState()).isEqualTo("08003");
    assertThat(e.getErrorCode()).isEqualTo(605);
  }

  @Test
  void anAbortBreaksOffWhatWaitsBeforeItsExecutorDoesAnything() throws Exception {
    Connection connection = connect();
    Statement statement = connection.createStatement();
    Future<SQLException> waiting =
        thread.submit(() -> failure(() -> statement.executeQuery("SELECT 1")));
    gateway.running.await();

    connection.abort(later::add);

    assertThat(waiting.get().getSQLState()).isEqualTo("08006");
    assertThat(connection.isClosed()).isTrue();
    assertThat(connection.isValid(1)).isFalse();
    assertClosed(connection::createStatement);
    assertClosed(() -> connection.prepareStatement("SELECT 1"));
    assertClosed(connection::getAutoCommit);
    assertThat(gateway.closings).hasValue(0);
  }

  @Test
  void theExecutorOfAnAbortTellsTheGatewayAndReleasesTheLinkOnce() throws SQLException {
    Connection connection = connect();
    connection.abort(later::add);
    connection.abort(later::add);
    assertThat(later).hasSize(1);
    assertThat(gateway.heard).doesNotContain(Service.CloseConnectionRequest.class);

    later.get(0).run();

    assertThat(gateway.heard).containsOnlyOnce(Service.CloseConnectionRequest.class);
    assertThat(gateway.closings).hasValue(1);
    connection.close();
    assertThat(gateway.closings).hasValue(1);
  }

  @Test
  void anAbortReleasesTheLinkWhateverTheGatewaySays() throws SQLException {
    Connection connection = connect();
    gateway.refuse(Service.CloseConnectionRequest.class, 901, () -> {});

    connection.abort(Runnable::run);

    assertThat(gateway.closings).hasValue(1);
  }

  @Test
  void anAbortWithoutAnExecutorIsRefused() throws SQLException {
    try (Connection connection = connect()) {
      assertThat(failure(() -> connection.abort(null)).getSQLState()).isEqualTo("22023");
      assertThat(connection.isClosed()).isFalse();
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Test
  void whatWasAbortedIsNotOpenedAgain() throws SQLException {
    Connection connection = connect();
    gateway.refuse(
        Service.CreateStatementRequest.class, SqlErrors.LOST, () -> connection.abort(later::add));

    assertThat(failure(connection::createStatement).getErrorCode()).isEqualTo(SqlErrors.LOST);

    assertThat(gateway.heard).containsOnlyOnce(Service.OpenConnectionRequest.class);
  }

  @Test
  void closingTellsTheGatewayAndReleasesTheLinkOnce() throws SQLException {
    Connection connection = connect();

    connection.close();
    connection.close();

    assertThat(gateway.heard).containsOnlyOnce(Service.CloseConnectionRequest.class);
    assertThat(gateway.closings).hasValue(1);
    assertClosed(connection::createStatement);
  }

  @Test
  void closingReleasesTheLinkWhateverTheGatewaySays() throws SQLException {
    Connection connection = connect();
    gateway.refuse(Service.CloseConnectionRequest.class, 901, () -> {});

    SQLException e = failure(connection::close);

    assertThat(e.getErrorCode()).isEqualTo(901);
    assertThat(connection.isClosed()).isTrue();
    assertThat(gateway.closings).hasValue(1);
  }

  @Test
  void whoIsNotLetInLeavesNoLink() {
    gateway.refuse(Service.OpenConnectionRequest.class, 602, () -> {});

    assertThat(failure(this::connect).getErrorCode()).isEqualTo(602);

    assertThat(gateway.closings).hasValue(1);
  }

  @Test
  void settingsThatCannotBeUsedLeaveNoLink() {
    Properties properties = new Properties();
    properties.setProperty("tls", "true");

    SQLException e = failure(() -> ParleyConnections.open(gateway, "jdbc:parley:x:", properties));

    assertThat(e.getSQLState()).isEqualTo("0A000");
    assertThat(gateway.closings).hasValue(1);
    assertThat(gateway.heard).isEmpty();
  }

  @Test
  void theThreadOfQueriesTimeLimitsEndsWithTheConnection() throws Exception {
    Connection connection = connect();
    Statement statement = connection.createStatement();
    statement.setQueryTimeout(1_000);
    gateway.refuse(Service.PrepareAndExecuteRequest.class, 901, () -> {});
    assertThat(failure(() -> statement.executeQuery("SELECT 1")).getErrorCode()).isEqualTo(901);
    List<Thread> timers = Threads.named("parley-query-deadlines");
    assertThat(timers).hasSize(1);

    connection.close();

    Threads.awaitEnd(timers);
  }

  @Test
  void deadlinesThatAreClosedBeginNoThread() {
    Deadlines deadlines = new Deadlines("parley-test-deadlines");
    deadlines.close();

    deadlines.begin(100_000, () -> {}).cancel();

    assertThat(Threads.named("parley-test-deadlines")).isEmpty();
  }
}
