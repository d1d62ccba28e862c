// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import dev.parley.it.SharedStage.Stage;
import dev.parley.it.tap.Conversation;
import dev.parley.it.tap.PipeTap;
import dev.parley.testkit.federation.LocalFederationSettings;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Supplier;

/** The gateway of a stage, as it is reached over a line that is not to be relied on. */
final class TappedGateway implements AutoCloseable {
  private final Stage stage;
  private final PipeTap tap;

  /** Has each connection go through a conversation that {@code line} makes. */
  TappedGateway(Stage stage, Supplier<Conversation> line) {
    this.stage = stage;
    URI gateway =
        URI.create(stage.federation().federation().url().replaceFirst("jdbc:parley:", "http:"));
    this.tap = PipeTap.before(gateway, line);
  }

  /**
   * Connects over that line.
   *
   * @param properties what follows the slash of a URL
   */
  Connection connect(String properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:parley://127.0.0.1:" + tap.address().getPort() + "/" + properties,
        LocalFederationSettings.USER,
        stage.federation().federation().settings().password());
  }

  @Override
  public void close() {
    tap.close();
  }
}
