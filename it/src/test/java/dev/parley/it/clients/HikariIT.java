// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.parley.it.SharedStage;
import dev.parley.it.SharedStage.Stage;
import dev.parley.it.tap.Cable;
import dev.parley.it.tap.PipeTap;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** HikariCP's pool. */
@ExtendWith(SharedStage.class)
class HikariIT {
  private static final String URL = "jdbc:parley:";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Served served;

  HikariIT(Stage stage) {
    this.served = new Served(stage);
  }

  @Test
  void lendsTheSameConnectionsToManyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try (HikariDataSource pool = new HikariDataSource(config(served.url(), 3))) {
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        counts.add(threads.submit(() -> count(pool)));
      }
      for (Future<Long> count : counts) {
        assertThat(count.get()).isEqualTo(3);
      }
      assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isLessThanOrEqualTo(3);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void isToldWhatAConnectionIsAndGivesItBackSo() throws SQLException {
    HikariConfig config = config(served.url(), 1);
    config.setReadOnly(true);
    config.setAutoCommit(false);
    config.setSchema("FEDERATION");
    config.setTransactionIsolation("TRANSACTION_NONE");
    try (HikariDataSource pool = new HikariDataSource(config)) {
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.isReadOnly()).isTrue();
        assertThat(connection.getAutoCommit()).isFalse();
        assertThat(connection.getSchema()).isEqualTo("FEDERATION");
        assertThat(count(connection)).isEqualTo(3);
        connection.commit();
        connection.setAutoCommit(true);
      }
      try (Connection again = pool.getConnection()) {
        assertThat(again.getAutoCommit()).isFalse();
        assertThat(again.isValid(1)).isTrue();
      }
    }
  }

  @Test
  void throwsAwayAConnectionThatTheGatewayHasClosed() throws Exception {
    try (HikariDataSource pool = new HikariDataSource(config(served.url(), 1))) {
      Connection broken;
      try (Connection connection = pool.getConnection()) {
        broken = connection.unwrap(Connection.class);
        broken.close();
        SQLException error = catchThrowableOfType(SQLException.class, () -> count(connection));
        assertThat(error.getSQLState()).startsWith("08");
      }
      try (Connection fresh = pool.getConnection()) {
        assertThat(count(fresh)).isEqualTo(3);
        assertThat(fresh.unwrap(Connection.class)).isNotSameAs(broken);
      }
    }
  }

  @Test
  void gaveUpInTimeWhileTheGatewayWasOutOfReachAndFindsItAgain() throws Exception {
    Cable cable = new Cable();
    URI gateway = URI.create(served.url().substring(URL.length()));
    try (PipeTap tap = PipeTap.before(gateway, cable::plug);
        HikariDataSource pool =
            new HikariDataSource(config(URL + "//127.0.0.1:" + tap.address().getPort(), 2))) {
      assertThat(count(pool)).isEqualTo(3);

      cable.cut(true);
      pool.getHikariPoolMXBean().softEvictConnections();
      Instant asked = Instant.now();
      SQLException error = catchThrowableOfType(SQLException.class, () -> count(pool));
      assertThat((Throwable) error).isInstanceOf(SQLTransientConnectionException.class);
      assertThat(Duration.between(asked, Instant.now())).isLessThan(PATIENCE.multipliedBy(5));

      cable.cut(false);
      assertThat(count(pool)).isEqualTo(3);
    }
  }

  @Test
  void keepsIdleConnectionsAlive() throws Exception {
    HikariConfig config = config(served.url(), 1);
    config.setKeepaliveTime(30_000);
    config.setMaxLifetime(60_000);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      assertThat(count(pool)).isEqualTo(3);
      HikariPoolMXBean state = pool.getHikariPoolMXBean();
      assertThat(state.getIdleConnections()).isEqualTo(1);
      assertThat(state.getActiveConnections()).isZero();
    }
  }

  @Test
  void refusesAWrongPasswordAtOnce() {
    HikariConfig config = config(served.url(), 1);
    config.setPassword("wrong");

    Throwable error =
        catchThrowableOfType(RuntimeException.class, () -> new HikariDataSource(config).close());

    assertThat(error).hasRootCauseInstanceOf(SQLException.class);
    assertThat(error.getCause())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
  }

  private HikariConfig config(String url, int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(Served.USER);
    config.setPassword(served.password());
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setValidationTimeout(PATIENCE.toMillis());
    return config;
  }

  private static long count(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return count(connection);
    }
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT COUNT(*) FROM parley.nodes WHERE state = 'online'")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
