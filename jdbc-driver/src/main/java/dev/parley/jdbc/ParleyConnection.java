// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.QueryState;

/** A connection whose exceptions are the gateway's. */
final class ParleyConnection extends LocalConnection {
  private static final int MILLIS_PER_SECOND = 1000;

  private final LinkDriver link;
  private final Reopening reopening;
  private volatile boolean aborted;

  ParleyConnection(LinkDriver driver, AvaticaFactory factory, String url, Properties info) {
    super(driver, factory, url, info);
    this.link = driver;
    this.reopening = new Reopening(statementMap::isEmpty);
  }

  private GatewayMeta gateway() {
    return (GatewayMeta) meta;
  }

  void open(Properties told, Patience patience) throws SQLException {
    Map<String, String> asked = asMap(told);
    try {
      gateway().openConnection(handle, asked, patience);
      reopening.by(() -> gateway().openConnection(handle, asked, patience));
    } catch (GatewayFault e) {
      link.closeLink();
      throw SqlErrors.whileConnecting(e.fault());
    }
  }

  private static Map<String, String> asMap(Properties properties) {
    Map<String, String> map = new HashMap<>();
    for (String key : properties.stringPropertyNames()) {
      map.put(key, properties.getProperty(key));
    }
    return map;
  }

  /** How often this was opened. */
  long epoch() {
    return reopening.epoch();
  }

  /** Opens this again, if that loses nothing; returns whether it is open now. */
  boolean reopen(long epoch) {
    return !aborted && reopening.reopen(epoch);
  }

  /** Notes that the session at the gateway is not as it was when it was opened. */
  void changed() {
    reopening.forbid();
  }

  void cancel(StatementState.Owner statement) throws SQLException {
    statement
        .state()
        .interruption()
        .interrupt(() -> cancelled(((AvaticaStatement) statement).handle));
  }

  /** Cancels what a statement runs that is to be closed, if that can be done. */
  void stop(StatementState.Owner statement) {
    try {
      cancel(statement);
    } catch (SQLException e) {
      // It ends by itself when its connection does.
    }
  }

  /** Has the gateway cancel what a statement runs; returns whether there was anything. */
  boolean cancelled(Meta.StatementHandle statement) throws SQLException {
    return answered(() -> gateway().cancel(statement));
  }

  /** Whether a statement gives rows; nothing is run, and nobody asked but the gateway. */
  boolean givesRows(String sql) throws SQLException {
    Meta.StatementHandle prepared = prepare(sql);
    faithfully(() -> gateway().closeStatement(prepared));
    return !prepared.signature.columns.isEmpty();
  }

  Meta.StatementHandle prepare(String sql) throws SQLException {
    WholeCharacters.of(sql);
    return answered(() -> gateway().prepare(handle, sql, -1));
  }

  /** A result without columns and rows. */
  ResultSet noRows() throws SQLException {
    return listed(Collections.emptyList(), Collections.emptyList());
  }

  /** Fetches rows of a result, from one on. */
  Meta.Frame fetch(Meta.StatementHandle statement, long offset, int rows) {
    return gateway().fetch(statement, offset, rows);
  }

  @Override
  protected void checkOpen() throws SQLException {
    if (isClosed()) {
      throw SqlErrors.closedConnection();
    }
  }

  @Override
  public boolean isClosed() throws SQLException {
    return aborted || super.isClosed();
  }

  @Override
  public AvaticaStatement createStatement(int type, int concurrency, int holdability)
      throws SQLException {
    requireShape(type, concurrency, holdability);
    try {
      return super.createStatement(
          ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, holdability);
    } catch (RuntimeException e) {
      throw SqlErrors.unwrap(e);
    }
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    requireShape(type, concurrency, holdability);
    WholeCharacters.of(sql);
    return answered(
        () ->
            super.prepareStatement(
                sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, holdability));
  }

  private void requireShape(int type, int concurrency, int holdability) throws SQLException {
    checkOpen();
    ResultShape.requireType(type, warnings());
    ResultShape.requireConcurrency(concurrency, warnings());
    ResultShape.requireHoldability(holdability);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
    return prepareStatement(sql);
  }

  @Override
  protected ResultSet executeQueryInternal(
      AvaticaStatement statement,
      Meta.Signature signature,
      Meta.Frame firstFrame,
      QueryState state,
      boolean isUpdate)
      throws SQLException {
    return answered(
        () -> super.executeQueryInternal(statement, signature, firstFrame, state, isUpdate));
  }

  @Override
  public boolean isValid(int timeout) throws SQLException {
    StatementState.notNegative("timeout", timeout);
    if (isClosed()) {
      return false;
    }
    try {
      long millis = (long) timeout * MILLIS_PER_SECOND;
      gateway().ping(handle, (int) Math.min(millis, Integer.MAX_VALUE));
      return true;
    } catch (GatewayFault e) {
      return false;
    }
  }

  private interface Action {
    void run() throws SQLException;
  }

  /** Something that Avatica may answer with an exception of its own. */
  interface Question<T> {
    T ask() throws SQLException;
  }

  /** Asks for a list of the metadata. */
  ResultSet listed(Question<ResultSet> question) throws SQLException {
    checkOpen();
    return answered(question);
  }

  /** Returns a list that the driver itself has made. */
  ResultSet listed(List<ColumnMetaData> columns, List<Object> rows) throws SQLException {
    return listed(
        () -> createResultSet(gateway().local(handle, columns, rows), new QueryState("")));
  }

  /** Returns what the gateway says of itself. */
  <T> T property(Meta.DatabaseProperty property, Class<T> type) throws SQLException {
    checkOpen();
    return answered(() -> property.getProp(meta, handle, type));
  }

  private static void faithfully(Action action) throws SQLException {
    try {
      action.run();
    } catch (SQLException | RuntimeException e) {
      throw SqlErrors.unwrap(e);
    }
  }

  private static <T> T answered(Question<T> question) throws SQLException {
    try {
      return question.ask();
    } catch (SQLException | RuntimeException e) {
      throw SqlErrors.unwrap(e);
    }
  }

  @Override
  public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
    checkOpen();
    gateway().networkTimeout((int) StatementState.notNegative("timeout", milliseconds));
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    checkOpen();
    return gateway().networkTimeout();
  }

  /** What waits for the gateway fails soon; the gateway is told later, if it can be. */
  @Override
  public void abort(Executor executor) throws SQLException {
    if (executor == null) {
      throw SqlErrors.invalidValue("There is no executor", "Give one to abort.");
    }
    if (isClosed()) {
      return;
    }
    aborted = true;
    link.breakOff();
    executor.execute(this::release);
  }

  private void release() {
    try {
      super.close();
    } catch (SQLException e) {
      // The gateway closes it when it has been idle for long enough.
    } finally {
      link.closeLink();
    }
  }

  @Override
  public void close() throws SQLException {
    if (isClosed()) {
      return;
    }
    try {
      super.close();
    } catch (SQLException | RuntimeException e) {
      throw SqlErrors.unwrap(e);
    } finally {
      link.closeLink();
    }
  }
}
