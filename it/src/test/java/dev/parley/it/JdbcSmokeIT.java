// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.SharedStage.Stage;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalFederationSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sqlline.SqlLine;

/** What JDBC tools do first. */
@ExtendWith(SharedStage.class)
class JdbcSmokeIT {
  private final Stage stage;

  JdbcSmokeIT(Stage stage) {
    this.stage = stage;
  }

  @Test
  void aPreparedStatementRunsTwice() throws Exception {
    try (Connection connection = stage.federation().connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT SECURE COUNT(*) AS trips, SECURE SUM(fare) AS fares FROM trips")) {
      for (int run = 0; run < 2; run++) {
        try (ResultSet result = statement.executeQuery()) {
          assertThat(result.getMetaData().getColumnLabel(2)).isEqualToIgnoringCase("fares");
          assertThat(result.next()).isTrue();
          assertThat(result.getLong("trips")).isEqualTo(11);
          assertThat(result.getBigDecimal("fares")).isEqualTo(new BigDecimal("188.934"));
          assertThat(result.next()).isFalse();
        }
      }
    }
  }

  @Test
  void numbersAreExactAndOfTheTypesThatPostgresqlGives() throws Exception {
    try (Connection connection = stage.federation().connect();
        ResultSet result =
            connection
                .createStatement()
                .executeQuery("SELECT SUM(fare), AVG(passengers), SUM(passengers) FROM trips")) {
      assertThat(result.getMetaData().getColumnType(1)).isEqualTo(Types.DECIMAL);
      assertThat(result.next()).isTrue();
      assertThat(result.getObject(1)).isEqualTo(new BigDecimal("188.934"));
      assertThat(result.getBigDecimal(2)).isEqualTo(new BigDecimal("2.2222222222222222"));
      assertThat(result.getLong(3)).isEqualTo(20);
    }
  }

  @Test
  void tablesAndColumnsAreListedWithTheirUses() throws Exception {
    try (Connection connection = stage.federation().connect()) {
      try (ResultSet tables =
          connection.getMetaData().getTables(null, null, "trips", new String[] {"TABLE"})) {
        assertThat(tables.next()).isTrue();
        assertThat(tables.getString("TABLE_NAME")).isEqualTo("trips");
        assertThat(tables.getString("REMARKS")).contains("east", "north", "west");
      }
      try (ResultSet columns =
          connection.getMetaData().getColumns(null, "FEDERATION", "trips", "fare")) {
        assertThat(columns.next()).isTrue();
        assertThat(columns.getInt("DATA_TYPE")).isEqualTo(Types.DECIMAL);
        assertThat(columns.getInt("DECIMAL_DIGITS")).isEqualTo(3);
        assertThat(columns.getString("REMARKS")).contains("aggregate", "filter", "group");
        assertThat(columns.next()).isFalse();
      }
    }
  }

  @Test
  void sqllineShowsAnAnswer() throws Exception {
    LocalFederation federation = stage.federation().federation();
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    SqlLine sqlline = new SqlLine();
    sqlline.setOutputStream(new PrintStream(shown, true, StandardCharsets.UTF_8));
    sqlline.setErrorStream(new PrintStream(shown, true, StandardCharsets.UTF_8));
    String script =
        """
        SELECT ward, SECURE SUM(fare) AS fares FROM trips WHERE ward = 1 GROUP BY ward;
        !quit
        """;

    sqlline.begin(
        List.of(
                "-u",
                federation.url(),
                "-n",
                LocalFederationSettings.USER,
                "-p",
                federation.settings().password(),
                "-d",
                "dev.parley.jdbc.ParleyDriver",
                "--outputformat=csv")
            .toArray(String[]::new),
        new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)),
        false);

    assertThat(shown.toString(StandardCharsets.UTF_8)).contains("'1','81.050'");
  }
}
