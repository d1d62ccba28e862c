// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static dev.parley.it.jdbc.Refusal.assertState;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a result stands, and what it refuses. */
@AskedOfEachDriver
class NavigationIT {
  private static final String THREE =
      "SELECT * FROM (VALUES (1, 'a'), (2, 'b'), (3, NULL)) AS t (n, \"Label\") ORDER BY n";
  private static final String NONE = "SELECT * FROM (VALUES (1)) AS t (n) WHERE n > 1";

  private final TestedDriver driver;
  private final Drivers drivers;
  private Statement statement;

  NavigationIT(TestedDriver driver, Drivers drivers) {
    this.driver = driver;
    this.drivers = drivers;
  }

  @BeforeEach
  void open() throws SQLException {
    statement = drivers.shared(driver).createStatement();
  }

  @AfterEach
  void close() throws SQLException {
    statement.close();
  }

  private ResultSet rows(String sql) throws SQLException {
    return statement.executeQuery(sql);
  }

  @Says("java.sql.ResultSet: a ResultSet cursor is initially positioned before the first row")
  @Test
  void itBeginsBeforeTheFirstRow() throws SQLException {
    ResultSet rows = rows(THREE);

    assertThat(rows.isBeforeFirst()).isTrue();
    assertThat(rows.isFirst()).isFalse();
    assertThat(rows.isLast()).isFalse();
    assertThat(rows.isAfterLast()).isFalse();
    assertThat(rows.getRow()).isZero();
  }

  @Says("java.sql.ResultSet.getRow: the first row is number 1, the second number 2, and so on")
  @Test
  void rowsAreCountedFromOne() throws SQLException {
    ResultSet rows = rows(THREE);

    for (int i = 1; i <= 3; i++) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getRow()).isEqualTo(i);
      assertThat(rows.getInt(1)).isEqualTo(i);
      assertThat(rows.isFirst()).isEqualTo(i == 1);
      assertThat(rows.isLast()).isEqualTo(i == 3);
      assertThat(rows.isBeforeFirst()).isFalse();
      assertThat(rows.isAfterLast()).isFalse();
    }
  }

  @Says(
      "java.sql.ResultSet.next: when it returns false, the cursor is positioned after the last row")
  @Test
  void itEndsAfterTheLastRow() throws SQLException {
    ResultSet rows = rows(THREE);
    while (rows.next()) {
      assertThat(rows.getRow()).isPositive();
    }

    assertThat(rows.isAfterLast()).isTrue();
    assertThat(rows.isLast()).isFalse();
    assertThat(rows.getRow()).isZero();
    assertThat(rows.next()).isFalse();
  }

  @Says("java.sql.ResultSet.isBeforeFirst, isAfterLast: false when the result set contains no rows")
  @Test
  void aResultWithoutRowsIsNowhere() throws SQLException {
    ResultSet rows = rows(NONE);

    assertThat(rows.isBeforeFirst()).isFalse();
    assertThat(rows.next()).isFalse();
    assertThat(rows.isAfterLast()).isFalse();
    assertThat(rows.isFirst()).isFalse();
    assertThat(rows.isLast()).isFalse();
    assertThat(rows.getRow()).isZero();
  }

  @Says("java.sql.ResultSet.next: invocations of methods which require a current row are errors")
  @Test
  void whatNeedsARowIsAnErrorWhereThereIsNone() throws SQLException {
    ResultSet rows = rows(THREE);

    assertState(() -> rows.getInt(1), "24000");
    while (rows.next()) {
      assertThat(rows.getObject(1)).isNotNull();
    }
    assertState(() -> rows.getString(2), "24000");
  }

  @Says("java.sql.ResultSet: SQLException if the columnIndex is not valid")
  @Test
  void aColumnThatThereIsNotIsAnError() throws SQLException {
    ResultSet rows = rows(THREE);
    rows.next();

    for (int column : new int[] {0, -1, 3, Integer.MAX_VALUE}) {
      assertState(() -> rows.getString(column), "22023");
      assertState(() -> rows.getMetaData().getColumnLabel(column), "22023");
    }
    assertState(() -> rows.getString("nothing"), "42703");
    assertState(() -> rows.findColumn("nothing"), "42703");
  }

  @Says("JDBC 4.3, 15.2.3: column labels supplied to getter methods are case insensitive")
  @Test
  void labelsAreFoundInAnyCaseAndTheFirstOfThemCounts() throws SQLException {
    ResultSet rows = rows("SELECT 1 AS a, 2 AS \"B\", 3 AS \"b\" FROM (VALUES (1)) AS t (n)");
    rows.next();

    assertThat(rows.findColumn("A")).isEqualTo(1);
    assertThat(rows.findColumn("b")).isEqualTo(2);
    assertThat(rows.getInt("B")).isEqualTo(2);
  }

  @Says("java.sql.ResultSet.wasNull: whether the last column read had a value of SQL NULL")
  @Test
  void nullsAreZeroFalseOrNull() throws SQLException {
    ResultSet rows = rows(THREE);
    rows.next();
    assertThat(rows.getString(2)).isEqualTo("a");
    assertThat(rows.wasNull()).isFalse();
    rows.next();
    rows.next();

    assertThat(rows.getString("label")).isNull();
    assertThat(rows.wasNull()).isTrue();
    assertThat(rows.getInt(2)).isZero();
    assertThat(rows.getBoolean(2)).isFalse();
    assertThat(rows.getInt(1)).isEqualTo(3);
    assertThat(rows.wasNull()).isFalse();
  }

  @Says("java.sql.ResultSet: SQLException if the result set type is TYPE_FORWARD_ONLY")
  @Test
  void nothingGoesBack() throws SQLException {
    ResultSet rows = rows(THREE);
    rows.next();

    for (ThrowingCallable move :
        List.<ThrowingCallable>of(
            rows::beforeFirst,
            rows::afterLast,
            rows::first,
            rows::last,
            rows::previous,
            () -> rows.absolute(1),
            () -> rows.relative(1),
            () -> rows.setFetchDirection(ResultSet.FETCH_REVERSE))) {
      assertState(move, "24000");
    }
    assertThat(rows.getInt(1)).isEqualTo(1);
  }

  @Says("java.sql.ResultSet: SQLException if this method is called on a closed result set")
  @Test
  void aClosedResultGivesNothing() throws SQLException {
    ResultSet rows = rows(THREE);
    rows.next();
    rows.close();
    rows.close();

    assertThat(rows.isClosed()).isTrue();
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            rows::next,
            () -> rows.getInt(1),
            () -> rows.getObject(1),
            () -> rows.getString("n"),
            rows::getMetaData,
            rows::getRow,
            rows::isFirst,
            rows::isBeforeFirst,
            rows::wasNull,
            rows::getType,
            rows::getStatement,
            rows::getWarnings,
            () -> rows.findColumn("n"))) {
      assertState(call, "55000");
    }
  }

  @Says(
      "java.sql.Statement: a ResultSet object is closed when its Statement is closed or run again")
  @Test
  void aResultEndsWithItsStatement() throws SQLException {
    ResultSet first = rows(THREE);
    ResultSet second = rows(NONE);
    assertThat(first.isClosed()).isTrue();
    assertThat(second.isClosed()).isFalse();

    statement.close();

    assertThat(second.isClosed()).isTrue();
  }

  @Says("JDBC 4.3, 15.1: results are forward only and read only unless another kind is asked for")
  @Test
  void resultsAreForwardOnlyAndReadOnly() throws SQLException {
    ResultSet rows = rows(THREE);

    assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
    assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
    assertThat(rows.getStatement()).isSameAs(statement);
    assertThat((Throwable) rows.getWarnings()).isNull();
    assertThat(rows.getFetchDirection()).isIn(ResultSet.FETCH_FORWARD, ResultSet.FETCH_UNKNOWN);
  }

  @Says("java.sql.ResultSet: SQLException if the result set concurrency is CONCUR_READ_ONLY")
  @Test
  void rowsCannotBeChanged() throws SQLException {
    ResultSet rows = rows(THREE);
    rows.next();

    for (ThrowingCallable change :
        List.<ThrowingCallable>of(
            () -> rows.updateInt(1, 2),
            () -> rows.updateString("Label", "x"),
            () -> rows.updateNull(1),
            () -> rows.updateObject(1, "x"),
            rows::updateRow,
            rows::insertRow,
            rows::deleteRow,
            rows::moveToInsertRow)) {
      assertState(change, "24000", "0A000");
    }
  }

  @Says("java.sql.ResultSet.setFetchSize: SQLException if the condition rows >= 0 is not satisfied")
  @Test
  void theFetchSizeIsAHintAboutNoFewerThanNone() throws SQLException {
    ResultSet rows = rows(THREE);

    rows.setFetchSize(2);

    assertThat(rows.getFetchSize()).isEqualTo(2);
    assertState(() -> rows.setFetchSize(-1), "22023");
    assertState(() -> rows.setFetchDirection(4711), "22023");
  }

  @Says("java.sql.Statement.setMaxRows: the excess rows are silently dropped")
  @Test
  void theLastOfMaxRowsIsTheLast() throws SQLException {
    statement.setMaxRows(2);
    ResultSet rows = rows(THREE);

    assertThat(rows.next()).isTrue();
    assertThat(rows.next()).isTrue();
    assertThat(rows.isLast()).isTrue();
    assertThat(rows.next()).isFalse();
  }

  @Says("java.sql.PreparedStatement: runs any number of times, each with a result of its own")
  @Test
  void aPreparedStatementGivesItsRowsAgain() throws SQLException {
    try (PreparedStatement prepared = drivers.shared(driver).prepareStatement(THREE)) {
      for (int run = 0; run < 7; run++) {
        ResultSet rows = prepared.executeQuery();
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("LABEL")).isEqualTo("a");
      }
    }
  }
}
