// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What statements do beside giving values. */
@AskedOfEachDriver
@Timeout(60)
class StatementsIT {
  private static final String THREE = "SELECT * FROM (VALUES (1), (2), (3)) AS t (x)";
  private static final String CLOSED = "55000";
  private static final String INVALID = "22023";
  private static final int NONE = 1_000_000;

  private final TestedDriver driver;
  private final Connection connection;
  private Statement statement;

  StatementsIT(TestedDriver driver, Drivers drivers) throws SQLException {
    this.driver = driver;
    this.connection = drivers.shared(driver);
    this.statement = connection.createStatement();
  }

  @BeforeEach
  void open() throws SQLException {
    statement = connection.createStatement();
  }

  @AfterEach
  void close() throws SQLException {
    statement.close();
  }

  private static String stateOf(ThrowingCallable call) {
    return catchThrowableOfType(SQLException.class, call).getSQLState();
  }

  /** A statement that gives no rows, in the words of each. */
  private String setting() {
    return driver.isOurs() ? "SET minNodes = all" : "SET application_name = 'parley-test'";
  }

  private static int count(ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      count++;
    }
    return count;
  }

  @Test
  @Says(
      "Statement.close: calling the method close on a Statement object that is already closed has"
          + " no effect")
  void closesTwice() throws SQLException {
    statement.close();
    statement.close();

    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  @Says("Statement: SQLException if this method is called on a closed Statement")
  void whatIsClosedSaysSo() throws SQLException {
    statement.close();

    List<ThrowingCallable> calls =
        List.of(
            () -> statement.executeQuery(THREE),
            () -> statement.execute(THREE),
            () -> statement.executeUpdate(THREE),
            () -> statement.addBatch(THREE),
            () -> statement.getResultSet(),
            () -> statement.getUpdateCount(),
            () -> statement.getMoreResults(),
            () -> statement.setMaxRows(1),
            () -> statement.getMaxRows(),
            () -> statement.setQueryTimeout(1),
            () -> statement.getQueryTimeout(),
            () -> statement.setFetchSize(1),
            () -> statement.getWarnings());
    for (ThrowingCallable call : calls) {
      assertThat(stateOf(call)).isEqualTo(CLOSED);
    }
    List<ThrowingCallable> tolerated =
        List.of(
            () -> statement.executeBatch(),
            () -> statement.getConnection(),
            () -> statement.getFetchSize(),
            () -> statement.clearWarnings(),
            () -> statement.closeOnCompletion(),
            () -> statement.cancel());
    for (ThrowingCallable call : tolerated) {
      // pgjdbc does not look in some of these
      SQLException e = catchThrowableOfType(SQLException.class, call);
      assertThat(e == null ? CLOSED : e.getSQLState()).isEqualTo(CLOSED);
      assertThat(e != null || !driver.isOurs()).isTrue();
    }
  }

  @Test
  @Says("Statement.close: when a Statement is closed, its current ResultSet is also closed")
  void closesItsResult() throws SQLException {
    ResultSet rows = statement.executeQuery(THREE);

    statement.close();

    assertThat(rows.isClosed()).isTrue();
    assertThat(stateOf(rows::next)).isEqualTo(CLOSED);
  }

  @Test
  @Says("Statement: all execution methods implicitly close a statement's current ResultSet")
  void anotherRunClosesTheResultBefore() throws SQLException {
    ResultSet first = statement.executeQuery(THREE);

    ResultSet second = statement.executeQuery(THREE);

    assertThat(first.isClosed()).isTrue();
    assertThat(count(second)).isEqualTo(3);
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
  @Says(
      "Statement.getUpdateCount: -1 if the current result is a ResultSet object or there are no"
          + " more results")
  void resultsComeOneAfterTheOther() throws SQLException {
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(statement.getResultSet()).isNull();

    assertThat(statement.execute(THREE)).isTrue();
    ResultSet rows = statement.getResultSet();
    assertThat(rows).isNotNull();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(rows.isClosed()).isTrue();
    assertThat(statement.getResultSet()).isNull();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);

    assertThat(statement.execute(setting())).isFalse();
    assertThat(statement.getResultSet()).isNull();
    assertThat(statement.getUpdateCount()).isZero();
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
  }

  @Test
  @Says(
      "Statement.getMoreResults(int): KEEP_CURRENT_RESULT, the current ResultSet object should"
          + " not be closed")
  void aResultCanBeKept() throws SQLException {
    ResultSet rows = statement.executeQuery(THREE);

    assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isFalse();

    assertThat(rows.isClosed()).isFalse();
    assertThat(rows.next()).isTrue();
  }

  @Test
  @Says("Statement.setMaxRows: if the limit is exceeded, the excess rows are silently dropped")
  void noMoreRowsThanWanted() throws SQLException {
    statement.setMaxRows(2);
    assertThat(statement.getMaxRows()).isEqualTo(2);
    assertThat(count(statement.executeQuery(THREE))).isEqualTo(2);

    statement.setMaxRows(0);
    assertThat(count(statement.executeQuery(THREE))).isEqualTo(3);
  }

  @Test
  @Says("Statement.setMaxRows: any ResultSet object generated by this Statement object")
  void noMoreRowsThanWantedOfAPreparedStatement() throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(THREE)) {
      prepared.setMaxRows(1);
      assertThat(count(prepared.executeQuery())).isEqualTo(1);
      prepared.setMaxRows(2);
      assertThat(count(prepared.executeQuery())).isEqualTo(2);
      assertThat(prepared.execute()).isTrue();
      assertThat(count(prepared.getResultSet())).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  @Says("Statement.setFetchSize: gives the JDBC driver a hint as to the number of rows")
  void rowsArriveWhateverTheFetchSize(int size) throws SQLException {
    statement.setFetchSize(size);

    assertThat(statement.getFetchSize()).isEqualTo(size);
    assertThat(count(statement.executeQuery(THREE))).isEqualTo(3);
  }

  @Test
  @Says(
      "Statement: SQLException if the condition seconds >= 0 (rows >= 0, max >= 0) is not"
          + " satisfied")
  void whatIsNegativeIsRefused() {
    assertThat(stateOf(() -> statement.setMaxRows(-1))).isEqualTo(INVALID);
    assertThat(stateOf(() -> statement.setFetchSize(-1))).isEqualTo(INVALID);
    assertThat(stateOf(() -> statement.setQueryTimeout(-1))).isEqualTo(INVALID);
    assertThat(stateOf(() -> statement.setMaxFieldSize(-1))).isEqualTo(INVALID);
    assertThat(stateOf(() -> statement.setFetchDirection(NONE))).isEqualTo(INVALID);
  }

  @Test
  @Says(
      "Statement.getQueryTimeout: the current query timeout limit in seconds; zero means there is"
          + " no limit")
  void hintsAreKept() throws SQLException {
    assertThat(statement.getQueryTimeout()).isZero();
    assertThat(statement.getMaxFieldSize()).isZero();
    assertThat(statement.getMaxRows()).isZero();
    assertThat(statement.getFetchDirection()).isEqualTo(ResultSet.FETCH_FORWARD);

    statement.setQueryTimeout(Integer.MAX_VALUE / 1000);
    statement.setFetchDirection(ResultSet.FETCH_UNKNOWN);
    statement.setCursorName("c");
    statement.setEscapeProcessing(true);

    assertThat(statement.getQueryTimeout()).isEqualTo(Integer.MAX_VALUE / 1000);
    assertThat(statement.getFetchDirection()).isEqualTo(ResultSet.FETCH_UNKNOWN);
    statement.setFetchDirection(ResultSet.FETCH_FORWARD);
    assertThat(count(statement.executeQuery(THREE))).isEqualTo(3);
  }

  @Test
  @Says(
      "Statement.isPoolable: by default, a Statement is not poolable when created, and a"
          + " PreparedStatement is poolable when created")
  void poolability() throws SQLException {
    assertThat(statement.isPoolable()).isFalse();
    statement.setPoolable(true);
    assertThat(statement.isPoolable()).isTrue();
    try (PreparedStatement prepared = connection.prepareStatement(THREE)) {
      assertThat(prepared.isPoolable()).isTrue();
    }
  }

  @Test
  @Says(
      "Statement.closeOnCompletion: this Statement will be closed when all its dependent result"
          + " sets are closed")
  void closesWithItsResult() throws SQLException {
    assertThat(statement.isCloseOnCompletion()).isFalse();
    statement.closeOnCompletion();
    assertThat(statement.isCloseOnCompletion()).isTrue();

    ResultSet rows = statement.executeQuery(THREE);
    if (driver.isOurs()) {
      // pgjdbc closes the statement before it runs again
      ResultSet first = rows;
      rows = statement.executeQuery(THREE);
      assertThat(first.isClosed()).isTrue();
      assertThat(statement.isClosed()).isFalse();
    }
    rows.close();

    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  @Says("Statement.closeOnCompletion: as of a PreparedStatement")
  void aPreparedStatementClosesWithItsResult() throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(THREE)) {
      prepared.closeOnCompletion();
      if (driver.isOurs()) {
        // pgjdbc closes the statement before it runs again
        prepared.executeQuery();
      }
      ResultSet rows = prepared.executeQuery();
      assertThat(prepared.isClosed()).isFalse();

      rows.close();

      assertThat(prepared.isClosed()).isTrue();
    }
  }

  @Test
  @Says(
      "Statement.executeBatch: BatchUpdateException if one of the commands attempts to return a"
          + " result set")
  void aBatchOfQueriesIsRefused() throws SQLException {
    statement.addBatch(THREE);
    statement.addBatch(THREE);
    if (!driver.isOurs()) {
      // pgjdbc runs them, and drops their rows
      assertThat(statement.executeBatch()).hasSize(2);
      return;
    }

    BatchUpdateException e =
        catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);

    assertThat(e.getSQLState()).isEqualTo("0100E");
    assertThat(e.getUpdateCounts())
        .containsExactly(Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED);
    assertThat(statement.executeBatch()).as("what is left").isEmpty();
  }

  @Test
  @Says("PreparedStatement.addBatch: adds a set of parameters to this object's batch")
  void aBatchOfAPreparedQueryIsRefused() throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(THREE)) {
      prepared.addBatch();
      if (!driver.isOurs()) {
        // as above
        assertThat(prepared.executeBatch()).hasSize(1);
        return;
      }

      assertThat(
              catchThrowableOfType(BatchUpdateException.class, prepared::executeBatch)
                  .getSQLState())
          .isEqualTo("0100E");
      assertThat(count(prepared.executeQuery())).isEqualTo(3);
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

  @Test
  @Says("Statement.getConnection: the connection that produced this statement")
  void knowsWhereItIsFrom() throws SQLException {
    assertThat(statement.getConnection()).isSameAs(connection);
    assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
    assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
    assertThat(statement.executeQuery(THREE).getStatement()).isSameAs(statement);
    assertThat(statement.isWrapperFor(Statement.class)).isTrue();
    assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
  }

  @Test
  @Says("Statement.getWarnings: null if there are no warnings")
  void noWarningsWithoutReason() throws SQLException {
    ResultSet rows = statement.executeQuery(THREE);

    assertThat((Object) statement.getWarnings()).isNull();
    statement.clearWarnings();
    assertThat((Object) rows.getWarnings()).isNull();
    rows.clearWarnings();
  }

  @Test
  @Says("Statement.execute: SQLException if a database access error occurs")
  void anErrorLeavesItUsable() throws SQLException {
    assertThat(stateOf(() -> statement.executeQuery("SELEC 1"))).isEqualTo("42601");
    assertThat(stateOf(() -> statement.executeQuery("SELECT 1 FROM nowhere"))).isEqualTo("42P01");
    assertThat(stateOf(() -> statement.executeQuery("SELECT nothing FROM samples")))
        .isEqualTo("42703");

    assertThat(count(statement.executeQuery(THREE))).isEqualTo(3);
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
