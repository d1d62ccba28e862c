// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements that give no rows, as SET is one, in each way in which a client can run them. */
class SettingsOverDriverTest {
  private static GatewayFixture gateway;

  /** The ways to a gateway. */
  enum Way {
    SERVED,
    EMBEDDED,
    STOCK_AVATICA;

    Connection connect() throws SQLException {
      return switch (this) {
        case SERVED -> gateway.connect();
        case STOCK_AVATICA -> gateway.connectStock("protobuf");
        case EMBEDDED -> {
          Properties properties = new Properties();
          properties.setProperty("user", SmallService.USER);
          properties.setProperty("password", SmallService.PASSWORD);
          yield new EmbeddedConnections((Path file) -> new SmallService())
              .connect("jdbc:parley:embedded:any.yaml", properties)
              .orElseThrow();
        }
      };
    }
  }

  @BeforeAll
  static void start() {
    gateway = new GatewayFixture();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @EnumSource
  void executeSaysThatThereAreNoRowsAndNoUpdates(Way way) throws SQLException {
    try (Connection connection = way.connect();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("set")) {
      assertThat(statement.execute("set")).isFalse();
      assertThat(statement.getUpdateCount()).isZero();
      assertThat(statement.getResultSet()).isNull();
      assertThat(statement.executeUpdate("set")).isZero();
      assertThat(prepared.execute()).isFalse();
      assertThat(prepared.getUpdateCount()).isZero();
      assertThat(prepared.executeUpdate()).isZero();
      assertThat(prepared.executeUpdate()).isZero();
      assertThat(prepared.getParameterMetaData().getParameterCount()).isZero();
      assertThat(DriverToGatewayTest.count(statement.executeQuery("rows 2"))).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVED", "EMBEDDED"})
  void toolsThatReadAllResultsComeToAnEnd(Way way) throws SQLException {
    try (Connection connection = way.connect();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("set")) {
      assertThat(statement.execute("set")).isFalse();
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat(prepared.execute()).isFalse();
      assertThat(prepared.getMoreResults()).isFalse();
      assertThat(prepared.getUpdateCount()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVED", "EMBEDDED"})
  void executeQuerySaysWhyThereIsNoResult(Way way) throws SQLException {
    try (Connection connection = way.connect();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("set")) {
      for (SQLException e :
          new SQLException[] {
            catchThrowableOfType(SQLException.class, () -> statement.executeQuery("set")),
            catchThrowableOfType(SQLException.class, prepared::executeQuery)
          }) {
        assertThat(e.getMessage())
            .isEqualTo("The statement gives no rows | Use execute or executeUpdate.");
        assertThat(e.getSQLState()).isEqualTo("02000");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVED", "EMBEDDED"})
  void executeUpdateOfAQueryIsAnError(Way way) throws SQLException {
    try (Connection connection = way.connect();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("rows 3")) {
      for (SQLException e :
          new SQLException[] {
            catchThrowableOfType(SQLException.class, () -> statement.executeUpdate("rows 3")),
            catchThrowableOfType(SQLException.class, prepared::executeUpdate)
          }) {
        assertThat(e.getMessage()).startsWith("The statement gives rows | ");
      }
      assertThat(DriverToGatewayTest.count(prepared.executeQuery())).isEqualTo(3);
      assertThat(DriverToGatewayTest.count(statement.executeQuery("rows 3"))).isEqualTo(3);
    }
  }
}
