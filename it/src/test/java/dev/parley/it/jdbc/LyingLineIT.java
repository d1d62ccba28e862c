// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.it.SharedStage;
import dev.parley.it.SharedStage.Stage;
import dev.parley.it.tap.LyingLine;
import dev.parley.it.tap.LyingLine.Lie;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A line on which something else comes than the gateway has answered. */
@ExtendWith(SharedStage.class)
@Timeout(60)
class LyingLineIT {
  private static final String TIMES = "?socketTimeout=400ms&connectTimeout=400ms";
  private static final int FRAME = 10;

  /** What a machine takes that does much else. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private final LyingLine line = new LyingLine();
  private final TappedGateway gateway;

  LyingLineIT(Stage stage) {
    this.gateway = new TappedGateway(stage, line::plug);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  /** Fails unless a call is refused soon, in plain words, as a connection that is lost. */
  private static void assertLost(String state, ThrowingCallable call) {
    Instant begun = Instant.now();
    SQLException e = catchThrowableOfType(SQLException.class, call);
    assertThat(Duration.between(begun, Instant.now())).isLessThan(SOON);
    assertThat((Object) e).isInstanceOf(SQLNonTransientConnectionException.class);
    assertThat(e.getSQLState()).isEqualTo(state);
    assertThat(e.getMessage()).matches("[A-Z0-9][^|]{20,}[^ ] \\| [A-Z].*\\.");
    assertThat(e.getMessage()).doesNotContain("Exception", "unexpected");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  @Says("JDBC 4.3, 8.5.1: SQLNonTransientConnectionException is thrown for SQLState class 08")
  void nobodyConnects(Lie lie) throws SQLException {
    line.tell(lie);

    assertLost("08001", () -> gateway.connect(TIMES).close());

    line.tell(Lie.NONE);
    gateway.connect("").close();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "ENDLESS"})
  @Says("Statement: SQLException if a database access error occurs")
  void whateverIsAskedFailsAndTheConnectionComesBack(Lie lie) throws SQLException {
    try (Connection connection = gateway.connect("");
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("SELECT 1")) {
      connection.setNetworkTimeout(Runnable::run, 400);
      line.tell(lie);

      assertLost("08006", () -> statement.executeQuery("SELECT 1"));
      assertLost("08006", prepared::executeQuery);
      assertLost("08006", () -> connection.prepareStatement("SELECT 1"));
      assertLost("08006", () -> connection.getMetaData().getTables(null, null, "%", null));
      assertThat(connection.isValid(1)).isFalse();

      line.tell(Lie.NONE);
      connection.setNetworkTimeout(Runnable::run, 0);
      assertThat(connection.isValid(5)).isTrue();
      try (ResultSet rows = statement.executeQuery("SELECT 7")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(7);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  @Says("ResultSet.next: SQLException if a database access error occurs")
  void aFetchFails(Lie lie) throws SQLException {
    try (Connection connection = gateway.connect("");
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(FRAME);
      connection.setNetworkTimeout(Runnable::run, 400);
      try (ResultSet rows =
          statement.executeQuery("SELECT n FROM parley.series WHERE n < " + 5 * FRAME)) {
        for (int i = 0; i < FRAME; i++) {
          assertThat(rows.next()).isTrue();
        }
        line.tell(lie);

        assertLost("08006", rows::next);

        line.tell(Lie.NONE);
        assertLost("08006", rows::next);
      }
    }
  }
}
