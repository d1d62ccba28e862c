// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.settings.tls.Listen;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.Callable;

/** A gateway on a free port, over a {@link SmallService}. */
final class GatewayFixture implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final SmallService service = new SmallService();
  final GatewayServer server;

  GatewayFixture() {
    this(GatewayLimits.defaults());
  }

  GatewayFixture(GatewayLimits limits) {
    server = GatewayServer.start(Listen.LOOPBACK, service, limits);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), SmallService.USER, SmallService.PASSWORD);
  }

  String url() {
    return "jdbc:parley://127.0.0.1:" + server.port() + "/";
  }

  /** Connects with Avatica's own driver. */
  Connection connectStock(String serialization) throws SQLException {
    Properties info = new Properties();
    info.setProperty("user", SmallService.USER);
    info.setProperty("password", SmallService.PASSWORD);
    return new org.apache.calcite.avatica.remote.Driver()
        .connect(
            "jdbc:avatica:remote:serialization="
                + serialization
                + ";url=http://127.0.0.1:"
                + server.port(),
            info);
  }

  static void await(Callable<Boolean> condition) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("did not happen in " + PATIENCE);
      }
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
