// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/** A prepared statement whose exceptions are the gateway's. */
final class ParleyPreparedStatement extends BindingStatement
    implements ContributingNodes, Notices.Listener {
  private final ParleyConnection parley;
  private volatile Notices notices = Notices.NONE;

  ParleyPreparedStatement(
      ParleyConnection connection,
      Meta.StatementHandle h,
      Meta.Signature signature,
      int resultSetType,
      int resultSetConcurrency,
      int resultSetHoldability)
      throws SQLException {
    super(connection, h, signature, resultSetType, resultSetConcurrency, resultSetHoldability);
    this.parley = connection;
  }

  @Override
  public void noticed(Notices heard) {
    notices = heard;
  }

  @Override
  public List<String> nodes() {
    return notices.nodes();
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return notices.warnings();
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    notices = notices.withoutWarnings();
  }

  @Override
  protected void checkOpen() throws SQLException {
    if (isClosed()) {
      throw SqlErrors.closed("statement");
    }
  }

  @Override
  public boolean execute() throws SQLException {
    requireParameters();
    return super.execute();
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    requireParameters();
    ResultSet rows = super.executeQuery();
    if (rows == null) {
      throw SqlErrors.noRows();
    }
    return rows;
  }

  private SQLException otherSql() throws SQLException {
    checkOpen();
    return ReadErrors.otherSql();
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    throw otherSql();
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    throw otherSql();
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    throw otherSql();
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    throw otherSql();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    if (execute()) {
      openResultSet.close();
      throw SqlErrors.onlyRows();
    }
    return getLargeUpdateCount();
  }

  /** Avatica would tell the same count for ever. */
  @Override
  public boolean getMoreResults(int current) throws SQLException {
    boolean more = super.getMoreResults(current);
    updateCount = -1;
    return more;
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    try {
      return super.executeLargeBatch();
    } catch (SQLException | RuntimeException e) {
      throw SqlErrors.unwrap(e);
    }
  }

  /** Not synchronized, as Avatica's is: it would wait for the end of what it is to stop. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  public void cancel() throws SQLException {
    checkOpen();
    parley.cancel(handle);
  }

  @Override
  public synchronized void close() throws SQLException {
    try {
      super.close();
    } catch (SQLException | RuntimeException e) {
      throw SqlErrors.unwrap(e);
    }
  }
}
