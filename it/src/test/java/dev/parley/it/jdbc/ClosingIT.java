// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends with a statement, and what a statement ends with. */
@AskedOfEachDriver
@Timeout(60)
class ClosingIT extends OneStatement {
  private static final String CLOSED = "55000";

  ClosingIT(TestedDriver driver, Drivers drivers) throws SQLException {
    super(driver, drivers);
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
      "Statement.closeOnCompletion: this Statement will be closed when all its dependent result"
          + " sets are closed")
  void closesWithItsResult() throws SQLException {
    assertThat(statement.isCloseOnCompletion()).isFalse();
    statement.closeOnCompletion();
    assertThat(statement.isCloseOnCompletion()).isTrue();

    ResultSet rows = statement.executeQuery(THREE);
    assertThat(statement.isClosed()).isFalse();
    rows.close();

    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  @Says("Statement.closeOnCompletion: as of a PreparedStatement")
  void aPreparedStatementClosesWithItsResult() throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(THREE)) {
      prepared.closeOnCompletion();
      ResultSet rows = prepared.executeQuery();
      assertThat(prepared.isClosed()).isFalse();

      rows.close();

      assertThat(prepared.isClosed()).isTrue();
    }
  }
}
