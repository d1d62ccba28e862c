// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.it.SharedStage;
import dev.parley.it.SharedStage.Stage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Parley has not, and says so: each with a state, a fact and a hint. */
@ExtendWith(SharedStage.class)
class UnsupportedCallsIT {
  private final Connection connection;

  UnsupportedCallsIT(Stage stage) throws SQLException {
    this.connection = stage.federation().connect();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Says(
      "Connection.createClob: SQLFeatureNotSupportedException if the JDBC driver does not support"
          + " this data type")
  @Test
  void objectsThatParleyHasNotAreNotMade() {
    List<ThrowingCallable> calls =
        List.of(
            () -> connection.createClob(),
            () -> connection.createNClob(),
            () -> connection.createBlob(),
            () -> connection.createSQLXML(),
            () -> connection.createArrayOf("INTEGER", new Object[] {1}),
            () -> connection.createStruct("POINT", new Object[] {1}),
            () -> connection.releaseSavepoint(null),
            () -> connection.rollback(null));

    assertThat(calls).allSatisfy(UnsupportedCallsIT::isNotSupported);
  }

  @Says("Wrapper.unwrap: SQLException if no object found that implements the interface")
  @Test
  void whatIsNoWrapperSaysSo() throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("SELECT 1");
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      List<ThrowingCallable> calls =
          List.of(
              () -> connection.unwrap(String.class),
              () -> statement.unwrap(String.class),
              () -> prepared.unwrap(String.class),
              () -> rows.unwrap(String.class),
              () -> rows.getMetaData().unwrap(String.class),
              () -> connection.getMetaData().unwrap(String.class));

      assertThat(calls).allSatisfy(UnsupportedCallsIT::isNotSupported);
      assertThat(rows.unwrap(ResultSet.class)).isSameAs(rows);
      assertThat(prepared.unwrap(PreparedStatement.class)).isSameAs(prepared);
    }
  }

  private static void isNotSupported(ThrowingCallable call) {
    SQLException e = catchThrowableOfType(SQLException.class, call);

    assertThat((Object) e).isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThat(e.getSQLState()).isEqualTo("0A000");
    assertThat(e.getErrorCode()).isEqualTo(5);
    assertThat(e.getMessage()).contains(" | ");
  }

  /** Its tables would be meant, and those of the federation be asked. */
  @Says("Connection.setSchema: sets the given schema name to access")
  @Test
  void anotherSchemaIsRefusedAndNotPassedOver() throws SQLException {
    connection.setSchema("federation");
    connection.setSchema(null);

    isNotSupported(() -> connection.setSchema("north"));
    assertThat(connection.getSchema()).isEqualTo("FEDERATION");
  }

  @Says("DatabaseMetaData.getClientInfoProperties: those that the driver supports, sorted by NAME")
  @Test
  void clientInfoThatIsKeptIsListed() throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet listed = connection.getMetaData().getClientInfoProperties()) {
      while (listed.next()) {
        names.add(listed.getString("NAME"));
        assertThat(listed.getInt("MAX_LEN")).isZero();
        assertThat(listed.getString("DEFAULT_VALUE")).isEmpty();
        assertThat(listed.getString("DESCRIPTION")).isNotEmpty();
      }
    }

    assertThat(names).containsExactly("ApplicationName", "ClientHostname", "ClientUser");
    for (String name : names) {
      connection.setClientInfo(name, "x");
    }
    assertThat((Object) connection.getWarnings()).isNull();
  }

  @Says("ResultSet.getInt: retrieves the value of the designated column as an int")
  @Test
  void anErrorNamesTheColumnAndNotTheValue() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1 AS a, 'secret' AS b")) {
      rows.next();

      SQLException e = catchThrowableOfType(SQLException.class, () -> rows.getInt("b"));

      assertThat(e.getSQLState()).isEqualTo("22003");
      assertThat(e.getMessage())
          .isEqualTo("A value of column 2 ('b') is no number | Read it with getString.");
    }
  }

  @Says("PreparedStatement.getMetaData: the description of the columns or null")
  @Test
  void aStatementWithoutRowsHasNoColumns() throws SQLException {
    try (PreparedStatement set = connection.prepareStatement("SET minNodes = 'all'")) {
      assertThat(set.getMetaData()).isNull();
    }
  }

  @Says("Statement.executeQuery: sql is the statement to be sent to the database")
  @ParameterizedTest
  @ValueSource(strings = {"SELECT 'a\uD800'", "SELECT 1 /* \uDC00 */"})
  void halvesOfCharactersAreRefusedAndNotChanged(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      isBadText(() -> statement.executeQuery(sql));
      isBadText(() -> statement.executeUpdate(sql));
      isBadText(() -> connection.prepareStatement(sql));
      isBadText(() -> connection.getMetaData().getTables(null, null, sql, null));
      isBadText(() -> connection.getMetaData().getColumns(null, null, null, sql));
      isBadText(() -> connection.getMetaData().getSchemas(null, sql));
    }
  }

  private static void isBadText(ThrowingCallable call) {
    SQLException e = catchThrowableOfType(SQLException.class, call);

    assertThat((Object) e).isInstanceOf(SQLDataException.class);
    assertThat(e.getSQLState()).isEqualTo("22021");
  }
}
