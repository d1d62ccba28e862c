// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gives no rows, alone and in batches, and what would write. */
@AskedOfEachDriver
@Timeout(60)
class UpdatesIT extends OneStatement {
  UpdatesIT(TestedDriver driver, Drivers drivers) throws SQLException {
    super(driver, drivers);
  }

  @Test
  @Says(
      "Statement.executeQuery: SQLException if the statement produces anything other than a"
          + " single ResultSet")
  void aQueryMustGiveRows() throws SQLException {
    assertThat(stateOf(() -> statement.executeQuery(setting()))).isEqualTo("02000");
    try (PreparedStatement prepared = connection.prepareStatement(setting())) {
      assertThat(stateOf(prepared::executeQuery)).isEqualTo("02000");
    }
  }

  @Test
  @Says("Statement.executeUpdate: SQLException if the statement produces a ResultSet")
  void anUpdateMustGiveNone() throws SQLException {
    assertThat(stateOf(() -> statement.executeUpdate(THREE))).isEqualTo("0100E");
    try (PreparedStatement prepared = connection.prepareStatement(THREE)) {
      assertThat(stateOf(prepared::executeUpdate)).isEqualTo("0100E");
    }
    assertThat(count(statement.executeQuery(THREE))).isEqualTo(3);
  }

  @Test
  @Says("Statement.executeUpdate: 0 for SQL statements that return nothing")
  void anUpdateOfNothingCountsNothing() throws SQLException {
    assertThat(statement.executeUpdate(setting())).isZero();
    assertThat(statement.executeUpdate(setting(), Statement.NO_GENERATED_KEYS)).isZero();
    try (PreparedStatement prepared = connection.prepareStatement(setting())) {
      assertThat(prepared.executeUpdate()).isZero();
    }
  }

  @Test
  @Says("Statement.clearBatch: empties this Statement object's current list of SQL commands")
  void batchesCanBeEmpty() throws SQLException {
    assertThat(statement.executeBatch()).isEmpty();
    statement.addBatch(THREE);
    statement.clearBatch();
    assertThat(statement.executeBatch()).isEmpty();
    statement.addBatch(setting());
    assertThat(statement.executeBatch()).containsExactly(0);
  }

  @Test
  @Says("PreparedStatement: SQLException if this method is called on a PreparedStatement")
  void aPreparedStatementTakesNoOtherSql() throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(THREE)) {
      assertThat(stateOf(() -> prepared.executeQuery(THREE))).isEqualTo("42809");
      assertThat(stateOf(() -> prepared.executeUpdate(THREE))).isEqualTo("42809");
      assertThat(stateOf(() -> prepared.execute(THREE))).isEqualTo("42809");
      assertThat(stateOf(() -> prepared.addBatch(THREE))).isEqualTo("42809");
    }
  }

  @Test
  @Says(
      "Statement.getGeneratedKeys: if this Statement object did not generate any keys, an empty"
          + " ResultSet object is returned")
  void noKeysAreGenerated() throws SQLException {
    statement.executeUpdate(setting());

    try (ResultSet keys = statement.getGeneratedKeys()) {
      assertThat(keys.next()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO samples (id) VALUES (77)",
        "UPDATE samples SET id = 1 WHERE id = 77",
        "DELETE FROM samples WHERE id = 77",
        "CREATE TABLE things (a INTEGER)",
        "DROP TABLE samples",
        "ALTER TABLE samples ADD COLUMN more INTEGER",
        "TRUNCATE TABLE samples"
      })
  @Says("Connection.setReadOnly: puts this connection in read-only mode")
  void whatWouldWriteIsRefused(String sql) throws SQLException {
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    try {
      assertThat(stateOf(() -> statement.execute(sql))).isEqualTo("25006");
      connection.rollback();
      assertThat(stateOf(() -> statement.executeUpdate(sql))).isEqualTo("25006");
      connection.rollback();
      assertThat(stateOf(() -> connection.prepareStatement(sql).execute())).isEqualTo("25006");
      connection.rollback();
      statement.addBatch(sql);
      assertThat(stateOf(statement::executeBatch)).isEqualTo("25006");
      connection.rollback();
    } finally {
      connection.setReadOnly(false);
      connection.setAutoCommit(true);
    }
  }
}
