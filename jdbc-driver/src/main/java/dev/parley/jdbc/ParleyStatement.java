// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.TimerTask;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.jspecify.annotations.Nullable;

/** A statement whose exceptions are the gateway's, and whose cancel reaches the gateway. */
final class ParleyStatement extends AvaticaStatement
    implements ContributingNodes, Notices.Listener {
  private final ParleyConnection parley;
  private volatile Notices notices = Notices.NONE;

  ParleyStatement(
      ParleyConnection connection,
      Meta.StatementHandle h,
      int resultSetType,
      int resultSetConcurrency,
      int resultSetHoldability) {
    super(connection, h, resultSetType, resultSetConcurrency, resultSetHoldability);
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
  protected void executeInternal(String sql) throws SQLException {
    notices = Notices.NONE;
    TimerTask deadline = parley.begin(getQueryTimeout(), handle);
    try {
      super.executeInternal(sql);
    } catch (SQLException | RuntimeException e) {
      throw SqlErrors.unwrap(e);
    } finally {
      deadline.cancel();
    }
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    if (!execute(sql)) {
      throw SqlErrors.noRows();
    }
    return openResultSet;
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    if (execute(sql)) {
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
  protected long[] executeBatchInternal() throws SQLException {
    try {
      return super.executeBatchInternal();
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
