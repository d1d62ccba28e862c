// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static dev.parley.it.jdbc.Refusal.assertState;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Prepared statements, their parameters, and what is said of them. */
@AskedOfEachDriver
class PreparedIT {
  private final TestedDriver driver;
  private final Drivers drivers;

  PreparedIT(TestedDriver driver, Drivers drivers) {
    this.driver = driver;
    this.drivers = drivers;
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return drivers.shared(driver).prepareStatement(sql);
  }

  @Says("java.sql.PreparedStatement.executeQuery: SQLException if a value is missing")
  @Test
  void aMissingParameterIsAnError() throws SQLException {
    try (PreparedStatement statement = prepare("SELECT CAST(? AS INTEGER), CAST(? AS INTEGER)")) {
      statement.setInt(1, 1);

      assertState(statement::executeQuery, "22023");
      assertState(statement::execute, "22023");

      statement.setInt(2, 2);
      assertThat(first(statement)).isEqualTo("1");
    }
  }

  @Says(
      "java.sql.PreparedStatement.clearParameters: clears the current parameter values immediately")
  @Test
  void clearedParametersAreMissing() throws SQLException {
    try (PreparedStatement statement = prepare("SELECT CAST(? AS INTEGER)")) {
      statement.setInt(1, 1);
      statement.clearParameters();

      assertState(statement::executeQuery, "22023");
    }
  }

  @Says(
      "java.sql.PreparedStatement: SQLException if parameterIndex does not correspond to a marker")
  @Test
  void aParameterThatThereIsNotCannotBeSet() throws SQLException {
    try (PreparedStatement statement = prepare("SELECT CAST(? AS INTEGER), '?'")) {
      for (int index : new int[] {0, -1, 2}) {
        assertState(() -> statement.setInt(index, 1), "22023");
        assertState(() -> statement.setNull(index, Types.INTEGER), "22023");
        assertState(() -> statement.setString(index, "1"), "22023");
      }
    }
  }

  @Says("java.sql.PreparedStatement: parameter values remain in force for repeated use")
  @Test
  void parametersStayUntilTheyAreSetAnew() throws SQLException {
    try (PreparedStatement statement = prepare("SELECT CAST(? AS INTEGER) + CAST(? AS INTEGER)")) {
      statement.setInt(2, 10);
      for (int run = 1; run <= 8; run++) {
        statement.setInt(1, run);
        assertThat(first(statement)).isEqualTo(String.valueOf(run + 10));
      }
    }
  }

  @Says("JDBC 4.3, 13.2: a value may be of another type with each execution")
  @Test
  void parametersMayChangeTheirClass() throws SQLException {
    try (PreparedStatement statement = prepare("SELECT CAST(? AS NUMERIC(12, 2))")) {
      statement.setInt(1, 5);
      assertThat(first(statement)).isEqualTo("5.00");
      statement.setString(1, "6.5");
      assertThat(first(statement)).isEqualTo("6.50");
      statement.setNull(1, Types.NUMERIC);
      assertThat(first(statement)).isNull();
      statement.setDouble(1, 0.125);
      assertThat(first(statement)).isEqualTo("0.13");
      statement.setBigDecimal(1, new BigDecimal("-7"));
      assertThat(first(statement)).isEqualTo("-7.00");
    }
  }

  @Says("java.sql.ParameterMetaData: the number, types and modes of the parameters")
  @Test
  void parametersAreDescribed() throws SQLException {
    try (PreparedStatement statement =
        prepare(
            "SELECT CAST(? AS INTEGER), CAST(? AS VARCHAR), CAST(? AS DATE), CAST(? AS BIGINT),"
                + " CAST(? AS DOUBLE PRECISION), CAST(? AS TIMESTAMP), CAST(? AS SMALLINT)")) {
      ParameterMetaData parameters = statement.getParameterMetaData();

      assertThat(parameters.getParameterCount()).isEqualTo(7);
      assertParameter(parameters, 1, Types.INTEGER, Integer.class);
      assertParameter(parameters, 2, Types.VARCHAR, String.class);
      assertParameter(parameters, 3, Types.DATE, Date.class);
      assertParameter(parameters, 4, Types.BIGINT, Long.class);
      assertParameter(parameters, 5, Types.DOUBLE, Double.class);
      assertParameter(parameters, 6, Types.TIMESTAMP, Timestamp.class);
      assertParameter(parameters, 7, Types.SMALLINT, Integer.class);
      assertThat(parameters.isSigned(1)).isTrue();
      assertThat(parameters.isSigned(2)).isFalse();
      assertThat(parameters.isSigned(3)).isFalse();
      assertThat(parameters.isSigned(5)).isTrue();
      assertState(() -> parameters.getParameterType(8), "22023");
      assertState(() -> parameters.getParameterTypeName(0), "22023");
    }
  }

  private static void assertParameter(
      ParameterMetaData parameters, int index, int type, Class<?> known) throws SQLException {
    assertThat(parameters.getParameterType(index)).isEqualTo(type);
    assertThat(parameters.getParameterClassName(index)).isEqualTo(known.getName());
    assertThat(parameters.getParameterMode(index)).isEqualTo(ParameterMetaData.parameterModeIn);
    assertThat(parameters.isNullable(index)).isEqualTo(ParameterMetaData.parameterNullableUnknown);
  }

  @Says("java.sql.PreparedStatement.getMetaData: may be asked before the statement is executed")
  @Test
  void columnsAreDescribedBeforeItRuns() throws SQLException {
    try (PreparedStatement statement = prepare("SELECT CAST(? AS INTEGER) AS n, 'x' AS t")) {
      ResultSetMetaData columns = statement.getMetaData();

      assertThat(columns.getColumnCount()).isEqualTo(2);
      assertThat(columns.getColumnLabel(1)).isEqualToIgnoringCase("n");
      assertThat(columns.getColumnType(1)).isEqualTo(Types.INTEGER);
    }
  }

  @Says("java.sql.PreparedStatement: a marker is no marker within a literal, a name or a comment")
  @Test
  void aQuestionMarkInATextIsNoParameter() throws SQLException {
    try (PreparedStatement statement =
        prepare("SELECT '?' AS \"a?\" /* ? */ -- ?\n, CAST(? AS INTEGER)")) {
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(1);
      statement.setInt(1, 1);
      assertThat(first(statement)).isEqualTo("?");
    }
  }

  @Says("JDBC 4.3, Table B-5: parameters in conditions over the columns of a table")
  @Test
  void rowsAreFoundByParametersOfEveryType() throws SQLException {
    assertFound("whole = ?", 42);
    assertFound("big = ?", 5_000_000_000L);
    assertFound("exact = ?", new BigDecimal("12345.6789012345"));
    assertFound("ratio = ?", 0.1);
    assertFound("note = ?", "grüße 🐢");
    assertFound("day = ? AND flag", Date.valueOf("2024-02-29"));
    assertFound("moment = ?", Timestamp.valueOf("2024-02-29 23:59:58.123456"));
    assertFound("moment = ?", LocalDateTime.parse("2024-02-29T23:59:58.123456"));
  }

  private void assertFound(String condition, Object value) throws SQLException {
    try (PreparedStatement statement = prepare("SELECT id FROM samples WHERE " + condition)) {
      statement.setObject(1, value);
      assertThat(first(statement)).as(condition).isEqualTo("1");
    }
  }

  @Says("java.sql.PreparedStatement: this method cannot be called on a PreparedStatement")
  @Test
  void otherSqlIsRefused() throws SQLException {
    try (PreparedStatement statement = prepare("SELECT 1")) {
      assertState(() -> statement.executeQuery("SELECT 2"), "42809");
      assertState(() -> statement.execute("SELECT 2"), "42809");
      assertState(() -> statement.executeUpdate("SELECT 2"), "42809");
      assertState(() -> statement.addBatch("SELECT 2"), "42809");
    }
  }

  private static @Nullable String first(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
