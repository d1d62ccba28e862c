// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TimerTask;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.QueryState;
import org.jspecify.annotations.Nullable;

/** A connection whose exceptions are the gateway's. */
final class ParleyConnection extends AvaticaConnection {
  private static final int MILLIS_PER_SECOND = 1000;

  private final LinkDriver link;
  private final QueryDeadlines deadlines = new QueryDeadlines();

  ParleyConnection(LinkDriver driver, AvaticaFactory factory, String url, Properties info) {
    super(driver, factory, url, info);
    this.link = driver;
  }

  private GatewayMeta gateway() {
    return (GatewayMeta) meta;
  }

  void open(Properties told) throws SQLException {
    try {
      gateway().openConnection(handle, asMap(told));
    } catch (GatewayFault e) {
      link.closeLink();
      throw e.fault();
    }
  }

  private static Map<String, String> asMap(Properties properties) {
    Map<String, String> map = new HashMap<>();
    for (String key : properties.stringPropertyNames()) {
      map.put(key, properties.getProperty(key));
    }
    return map;
  }

  /** Begins a deadline at which the statement is cancelled; 0 seconds for none. */
  TimerTask begin(int seconds, Meta.StatementHandle statement) {
    return deadlines.begin(seconds, () -> cancel(statement));
  }

  void cancel(Meta.StatementHandle statement) throws SQLException {
    try {
      gateway().cancel(statement);
    } catch (GatewayFault e) {
      throw e.fault();
    }
  }

  /** Fetches rows of a result, from one on. */
  Meta.Frame fetch(Meta.StatementHandle statement, long offset, int rows) {
    return gateway().fetch(statement, offset, rows);
  }

  @Override
  protected void checkOpen() throws SQLException {
    if (isClosed()) {
      throw SqlErrors.closed("connection");
    }
  }

  @Override
  public AvaticaStatement createStatement(int type, int concurrency, int holdability)
      throws SQLException {
    try {
      return super.createStatement(type, concurrency, holdability);
    } catch (RuntimeException e) {
      throw SqlErrors.unwrap(e);
    }
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    try {
      return super.prepareStatement(sql, type, concurrency, holdability);
    } catch (SQLException | RuntimeException e) {
      throw SqlErrors.unwrap(e);
    }
  }

  @Override
  protected ResultSet executeQueryInternal(
      AvaticaStatement statement,
      Meta.Signature signature,
      Meta.Frame firstFrame,
      QueryState state,
      boolean isUpdate)
      throws SQLException {
    // A plain statement has begun its own deadline, and has its rows already.
    int seconds = statement instanceof ParleyPreparedStatement ? statement.getQueryTimeout() : 0;
    TimerTask deadline = begin(seconds, statement.handle);
    try {
      return super.executeQueryInternal(statement, signature, firstFrame, state, isUpdate);
    } catch (SQLException | RuntimeException e) {
      throw SqlErrors.unwrap(e);
    } finally {
      deadline.cancel();
    }
  }

  @Override
  public String nativeSQL(String sql) throws SQLException {
    checkOpen();
    return sql;
  }

  @Override
  public boolean isValid(int timeout) throws SQLException {
    if (timeout < 0) {
      throw SqlErrors.invalidSettings("The timeout is negative", "Give a number of seconds.");
    }
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
  public void setAutoCommit(boolean autoCommit) throws SQLException {
    faithfully(() -> super.setAutoCommit(autoCommit));
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    return answered(super::getAutoCommit);
  }

  @Override
  public void commit() throws SQLException {
    faithfully(super::commit);
  }

  @Override
  public void rollback() throws SQLException {
    faithfully(super::rollback);
  }

  /** There are no types of users, so there is nothing to map. */
  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    checkOpen();
    return new HashMap<>();
  }

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    checkOpen();
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    checkOpen();
    return true;
  }

  @Override
  public void setCatalog(String catalog) throws SQLException {
    checkOpen();
  }

  @Override
  public @Nullable String getCatalog() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public void setSchema(String schema) throws SQLException {
    checkOpen();
  }

  @Override
  public String getSchema() throws SQLException {
    return answered(super::getSchema);
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    checkOpen();
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    checkOpen();
    return TRANSACTION_NONE;
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
      deadlines.close();
      link.closeLink();
    }
  }
}
