// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shaded driver's callers see when something fails, over a real socket. */
class ErrorsToDriverTest {
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
  void errorsCrossAsStateCodeFactAndHintAndNothingElse() throws SQLException {
    try (Connection connection = gateway.connect();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("fail")) {
      List<SQLException> all =
          List.of(
              catchThrowableOfType(SQLException.class, () -> statement.executeQuery("fail")),
              catchThrowableOfType(SQLException.class, () -> statement.execute("fail")),
              catchThrowableOfType(SQLException.class, prepared::executeQuery),
              catchThrowableOfType(SQLException.class, prepared::execute));

      for (SQLException e : all) {
        assertThat(e.getMessage())
            .isEqualTo(
                "Node 'north' did not answer in 30 s"
                    + " | Check that it is running, or set minNodes.");
        assertThat(e.getSQLState()).isEqualTo("P0201");
        assertThat(e.getErrorCode()).isEqualTo(201);
        assertThat(trace(e)).doesNotContain(SmallService.SECRET, "dev.parley.gateway.jdbc.Wire");
        assertThat((Object) e.getNextException()).isNull();
      }
    }
  }

  @Test
  void errorsOfPreparationCross() throws SQLException {
    try (Connection connection = gateway.connect()) {
      SQLException e =
          catchThrowableOfType(SQLException.class, () -> connection.prepareStatement("SELEC 1"));

      assertThat(e.getMessage()).isEqualTo("The statement begins badly | Write SELECT.");
      assertThat(e.getSQLState()).isEqualTo("42601");
      assertThat(e.getErrorCode()).isEqualTo(1);
    }
  }

  @Test
  void errorsAmongTheRowsCross() throws SQLException {
    try (Connection connection = gateway.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("late")) {
      SQLException e =
          catchThrowableOfType(
              SQLException.class,
              () -> {
                while (rows.next()) {
                  assertThat(rows.getLong(1)).isLessThan(15_000);
                }
              });

      assertThat(e.getSQLState()).isEqualTo("P0201");
      assertThat(e.getMessage()).startsWith("Node 'north' did not answer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bug", "deep"})
  void whatNobodyExpectedTellsNothing(String sql) throws SQLException {
    try (Connection connection = gateway.connect();
        Statement statement = connection.createStatement()) {
      SQLException e = catchThrowableOfType(SQLException.class, () -> statement.executeQuery(sql));

      assertThat(trace(e)).doesNotContain(SmallService.SECRET, "IllegalState", "Overflow");
      assertThat(e.getMessage()).containsPattern("unexpected error, id .* \\| |nested too deep");
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void aWrongPasswordIsRefusedAtOnce() {
    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () -> DriverManager.getConnection(gateway.url(), SmallService.USER, "wrong"));

    assertThat(e.getMessage()).isEqualTo("Wrong user or password | Check both and try again.");
    assertThat((Object) e).isInstanceOf(SQLInvalidAuthorizationSpecException.class);
    assertThat(e.getSQLState()).isEqualTo("28P01");
    assertThat(e.getErrorCode()).isEqualTo(602);
  }

  @Test
  void noPasswordIsRefusedAtOnce() {
    SQLException e =
        catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(gateway.url()));

    assertThat(e.getSQLState()).isEqualTo("28P01");
  }

  @Test
  void aQueryThatRunsTooLongIsCancelled() throws SQLException {
    try (Connection connection = gateway.connect();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("wait")) {
      statement.setQueryTimeout(1);
      prepared.setQueryTimeout(1);

      List<SQLException> all =
          List.of(
              catchThrowableOfType(SQLException.class, () -> statement.executeQuery("wait")),
              catchThrowableOfType(SQLException.class, prepared::executeQuery));

      for (SQLException e : all) {
        assertThat((Object) e).isInstanceOf(SQLTimeoutException.class);
        assertThat(e.getSQLState()).isEqualTo("57014");
      }
      assertThat(DriverToGatewayTest.count(statement.executeQuery("rows 2"))).isEqualTo(2);
    }
  }

  @Test
  void changesAreRefused() throws SQLException {
    try (Connection connection = gateway.connect();
        Statement statement = connection.createStatement()) {
      statement.addBatch("insert");

      SQLException e = catchThrowableOfType(SQLException.class, statement::executeBatch);

      assertThat(e.getSQLState()).isEqualTo("25006");
    }
  }

  @Test
  void whatIsClosedSaysSo() throws SQLException {
    Connection connection = gateway.connect();
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("rows 1");
    rows.close();
    SQLException ofRows = catchThrowableOfType(SQLException.class, rows::next);
    statement.close();
    SQLException ofStatement =
        catchThrowableOfType(SQLException.class, () -> statement.executeQuery("rows 1"));
    connection.close();
    connection.close();
    SQLException ofConnection =
        catchThrowableOfType(SQLException.class, connection::createStatement);

    assertThat(ofRows.getMessage()).startsWith("The result set is closed");
    assertThat(ofStatement.getMessage()).startsWith("The statement is closed");
    assertThat(ofConnection.getMessage()).startsWith("The connection is closed");
    assertThat(connection.isValid(1)).isFalse();
  }

  private static String trace(Throwable e) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text, true);
    e.printStackTrace(writer);
    return text.toString();
  }
}
