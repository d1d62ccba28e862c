// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import dev.parley.it.SharedStage.Stage;
import dev.parley.testkit.federation.LocalFederationSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Drivers that are asked the same, over the same rows. */
public enum TestedDriver {
  /** PostgreSQL's own, at the merged plaintext database. */
  PGJDBC {
    @Override
    Connection connect(Stage stage) throws SQLException {
      return stage.federation().connectToReference();
    }
  },
  /** Ours, at a gateway that serves. */
  PARLEY {
    @Override
    Connection connect(Stage stage) throws SQLException {
      return stage.federation().connect();
    }
  },
  /** Ours, at a gateway in this process. */
  EMBEDDED {
    @Override
    Connection connect(Stage stage) throws SQLException {
      Path file = stage.federation().state().config().resolve("gateway").resolve("gateway.yaml");
      return DriverManager.getConnection(
          "jdbc:parley:embedded:" + file,
          LocalFederationSettings.USER,
          stage.federation().federation().settings().password());
    }
  };

  abstract Connection connect(Stage stage) throws SQLException;

  /** Whether it is one of Parley's. */
  public boolean isOurs() {
    return this != PGJDBC;
  }
}
