// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.it.SharedStage.Stage;
import dev.parley.testkit.federation.LocalFederationSettings;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gateway within the client's process answers as one that is a server. */
@ExtendWith(SharedStage.class)
class EmbeddedDriverIT {
  private static final String QUESTION =
      "SELECT zone, SECURE COUNT(*), SECURE AVG(fare) FROM trips GROUP BY zone ORDER BY zone";

  private final Stage stage;

  EmbeddedDriverIT(Stage stage) {
    this.stage = stage;
  }

  @Test
  void givesTheAnswerThatTheServerGives() throws Exception {
    assertThat(Rows.of(() -> DriverManager.getConnection(url(), user(), password()), QUESTION))
        .isEqualTo(Rows.of(stage.federation()::connect, QUESTION))
        .hasSize(7);
  }

  @Test
  void letsNobodyInWithAWrongPassword() {
    SQLException error =
        catchThrowableOfType(
            SQLException.class, () -> DriverManager.getConnection(url(), user(), "wrong").close());

    assertThat(error.getSQLState()).isEqualTo("28P01");
  }

  private String url() {
    Path file = stage.federation().state().config().resolve("gateway").resolve("gateway.yaml");
    return "jdbc:parley:embedded:" + file;
  }

  private static String user() {
    return LocalFederationSettings.USER;
  }

  private String password() {
    return stage.federation().federation().settings().password();
  }
}
