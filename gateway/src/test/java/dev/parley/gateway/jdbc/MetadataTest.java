// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What tools ask before they show a schema: sqlline's and DBeaver's calls. */
class MetadataTest {
  private static GatewayFixture gateway;
  private static Connection connection;
  private static DatabaseMetaData metadata;

  @BeforeAll
  static void connect() throws SQLException {
    gateway = new GatewayFixture();
    connection = gateway.connect();
    metadata = connection.getMetaData();
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
    gateway.close();
  }

  @Test
  void tablesAreListedBySchemaAndName() throws SQLException {
    assertThat(list(metadata.getTables(null, null, "%", null), 2, 3, 4, 5))
        .containsExactly("FEDERATION|trips|TABLE|of all nodes", "PARLEY|NODES|TABLE|");
    assertThat(list(metadata.getTables(null, "FEDERATION", "TR_PS", new String[] {"TABLE"}), 3))
        .containsExactly("trips");
    assertThat(list(metadata.getTables("", "parley", "%", new String[] {"VIEW", "TABLE"}), 3))
        .containsExactly("NODES");
    assertThat(list(metadata.getTables(null, null, "tr\\_ps", null), 3)).isEmpty();
    assertThat(list(metadata.getTables(null, null, "trips", new String[] {null}), 3)).isEmpty();
    assertThat(list(metadata.getTables(null, null, "trips", new String[] {null, "TABLE"}), 3))
        .hasSize(1);
    assertThat(list(metadata.getTables(null, null, "%", new String[] {"VIEW"}), 3)).isEmpty();
    assertThat(list(metadata.getTables("other", null, "%", null), 3)).isEmpty();
  }

  @Test
  void columnsTellTypeSizeScaleNullabilityAndUses() throws SQLException {
    assertThat(list(metadata.getColumns(null, null, "trips", "%"), 4, 5, 6, 7, 9, 11, 12, 17, 18))
        .containsExactly(
            "zone|" + Types.VARCHAR + "|VARCHAR|20|null|0|reveal|1|NO",
            "fare|" + Types.DECIMAL + "|DECIMAL|10|2|1|aggregate, filter|2|YES");
    assertThat(list(metadata.getColumns(null, null, "%", "FARE"), 4)).containsExactly("fare");
  }

  @Test
  void schemasTypesAndCatalogsAreListed() throws SQLException {
    assertThat(list(metadata.getSchemas(), 1)).containsExactly("FEDERATION", "PARLEY");
    assertThat(list(metadata.getSchemas(null, "FED%"), 1)).containsExactly("FEDERATION");
    assertThat(list(metadata.getCatalogs(), 1)).isEmpty();
    assertThat(list(metadata.getTableTypes(), 1)).containsExactly("TABLE");
    assertThat(list(metadata.getTypeInfo(), 1)).contains("DECIMAL", "VARCHAR", "TIMESTAMP");
  }

  @Test
  void whatThereIsNotIsEmptyAndNoError() throws SQLException {
    assertThat(list(metadata.getPrimaryKeys(null, "FEDERATION", "trips"), 1)).isEmpty();
    assertThat(list(metadata.getImportedKeys(null, null, "trips"), 1)).isEmpty();
    assertThat(list(metadata.getExportedKeys(null, null, "trips"), 1)).isEmpty();
    assertThat(list(metadata.getIndexInfo(null, null, "trips", false, true), 1)).isEmpty();
    assertThat(list(metadata.getProcedures(null, null, "%"), 1)).isEmpty();
    assertThat(list(metadata.getFunctions(null, null, "%"), 1)).isEmpty();
    assertThat(list(metadata.getBestRowIdentifier(null, null, "trips", 1, true), 1)).isEmpty();
    assertThat(list(metadata.getUDTs(null, null, "%", null), 1)).isEmpty();
  }

  @Test
  void usersMaySelectFromWhatIsListed() throws SQLException {
    assertThat(list(metadata.getTablePrivileges(null, null, "tr%"), 2, 3, 4, 5, 6, 7))
        .containsExactly("FEDERATION|trips|null|ana|SELECT|NO");
    assertThat(list(metadata.getColumnPrivileges(null, "FEDERATION", "trips", "f%"), 3, 4, 6, 7))
        .containsExactly("trips|fare|ana|SELECT");
    assertThat(list(metadata.getColumnPrivileges(null, "FEDERATION", "trip_", "%"), 4)).isEmpty();
  }

  @Test
  void listsAreMadeWithoutAStatementAtTheGateway() throws SQLException {
    for (int i = 0; i < 500; i++) {
      // Left open, as some tools leave them; a connection has 200 statements at most.
      metadata.getPrimaryKeys(null, null, "trips");
      metadata.getTableTypes();
    }
    assertThat(connection.isValid(5)).isTrue();
  }

  @Test
  void aGatewayThatIsGoneIsAnSqlException() throws SQLException {
    DatabaseMetaData orphan;
    try (GatewayFixture gone = new GatewayFixture()) {
      orphan = gone.connect().getMetaData();
    }

    for (ThrowableAssert.ThrowingCallable question :
        List.<ThrowableAssert.ThrowingCallable>of(
            () -> orphan.getTables(null, null, "%", null),
            () -> orphan.getColumns(null, null, "%", "%"),
            () -> orphan.getTypeInfo(),
            () -> orphan.getSQLKeywords(),
            () -> orphan.getDatabaseProductVersion())) {
      assertThat(catchThrowableOfType(SQLException.class, question).getSQLState()).startsWith("08");
    }
  }

  @Test
  void theProductIsParley() throws SQLException {
    assertThat(metadata.getDatabaseProductName()).isEqualTo("Parley");
    assertThat(metadata.getDriverName()).isEqualTo("Parley JDBC Driver");
    assertThat(metadata.getDriverVersion()).startsWith("0.1");
    assertThat(metadata.getURL()).isEqualTo(gateway.url());
    assertThat(metadata.getUserName()).isEqualTo(SmallService.USER);
    assertThat(metadata.isReadOnly()).isTrue();
    assertThat(metadata.getSQLKeywords().split(",")).contains("SECURE", "LIMIT");
    assertThat(metadata.getDatabaseProductVersion()).startsWith("0.1");
    assertThat(metadata.getDatabaseMajorVersion()).isZero();
    assertThat(metadata.getDatabaseMinorVersion()).isEqualTo(1);
    assertThat(metadata.getIdentifierQuoteString()).isEqualTo("\"");
    assertThat(metadata.getDefaultTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
  }

  private static List<String> list(ResultSet rows, int... columns) throws SQLException {
    try (rows) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int column : columns) {
          values.add(String.valueOf(rows.getString(column)));
        }
        lines.add(String.join("|", values));
      }
      return lines;
    }
  }
}
