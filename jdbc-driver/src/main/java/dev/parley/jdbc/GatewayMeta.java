// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.AvaticaUtils;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.MetaImpl;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.remote.Service;
import org.apache.calcite.avatica.remote.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Avatica's view of a gateway.
 *
 * <p>Avatica's own would reopen lost statements and run their queries again; a query of Parley's
 * costs its owners, so a lost statement is an error here.
 */
final class GatewayMeta extends MetaImpl {
  /** An offset at which nobody reads: asks the gateway to cancel what the statement runs. */
  private static final long CANCEL = -1;

  private static final String CONNECTION_CLASS = "08";

  /** What nobody is to wait for long: that a gateway forgets something, or stops. */
  private static final int SOON_MILLIS = 5_000;

  private final ParleyConnection parley;
  private final GatewayService service;
  private final AtomicInteger localIds = new AtomicInteger();
  private final StatementCalls calls;
  private @Nullable Map<DatabaseProperty, Object> databaseProperties;

  GatewayMeta(ParleyConnection connection, GatewayService service) {
    super(connection);
    this.parley = connection;
    this.service = service;
    this.calls = new StatementCalls(connection, service);
  }

  /** How long nothing may come of an answer; 0 for as long as it takes. */
  int networkTimeout() {
    return service.silenceMillis();
  }

  void networkTimeout(int millis) {
    service.silenceMillis(millis);
  }

  /** Asks for timestamps in microseconds; other clients of Avatica's get milliseconds. */
  @Override
  public void openConnection(ConnectionHandle ch, Map<String, String> info) {
    openConnection(ch, info, Patience.of(service.silenceMillis(), 0));
  }

  /** The same, with a patience of its own. */
  void openConnection(ConnectionHandle ch, Map<String, String> info, Patience patience) {
    Map<String, String> told = new HashMap<>(info);
    told.put("times", "micros");
    service.ask(new Service.OpenConnectionRequest(ch.id, told), patience);
  }

  @Override
  public void closeConnection(ConnectionHandle ch) {
    calls.close();
    ignoringLoss(() -> service.ask(new Service.CloseConnectionRequest(ch.id), SOON_MILLIS));
  }

  /** Asks the gateway whether it still knows the connection. */
  void ping(ConnectionHandle ch, int timeoutMillis) {
    service.ask(new Service.DatabasePropertyRequest(ch.id), timeoutMillis);
  }

  /**
   * Asks something that is not about a statement; on a new connection, if the gateway has closed
   * the old one since it was idle, and nothing was open on it.
   */
  private <T> T connected(Supplier<T> question) {
    long epoch = parley.epoch();
    try {
      return question.get();
    } catch (GatewayFault e) {
      if (e.tells(SqlErrors.LOST) && parley.reopen(epoch)) {
        return question.get();
      }
      throw e;
    }
  }

  @Override
  public synchronized Map<DatabaseProperty, Object> getDatabaseProperties(ConnectionHandle ch) {
    Map<DatabaseProperty, Object> known = databaseProperties;
    if (known == null) {
      known = connected(() -> service.apply(new Service.DatabasePropertyRequest(ch.id)).map);
      databaseProperties = known;
    }
    return known;
  }

  @Override
  public StatementHandle createStatement(ConnectionHandle ch) {
    int id = connected(() -> service.apply(new Service.CreateStatementRequest(ch.id)).statementId);
    return new StatementHandle(ch.id, id, null);
  }

  @Override
  public void closeStatement(StatementHandle h) {
    if (h.id >= 0) {
      ignoringLoss(
          () -> service.ask(new Service.CloseStatementRequest(h.connectionId, h.id), SOON_MILLIS));
    }
  }

  /** Makes what the statement runs fail; returns whether it runs anything. */
  boolean cancel(StatementHandle h) {
    Service.SyncResultsRequest request =
        new Service.SyncResultsRequest(h.connectionId, h.id, new QueryState(""), CANCEL);
    return ((Service.SyncResultsResponse) service.ask(request, SOON_MILLIS)).moreResults;
  }

  /** What a connection held is gone with the connection, and so there is nothing left to close. */
  private static void ignoringLoss(Runnable closing) {
    try {
      closing.run();
    } catch (GatewayFault e) {
      String state = e.fault().getSQLState();
      if (state == null || !state.startsWith(CONNECTION_CLASS)) {
        throw e;
      }
    }
  }

  @Override
  public StatementHandle prepare(ConnectionHandle ch, String sql, long maxRowCount) {
    return connected(
        () -> service.apply(new Service.PrepareRequest(ch.id, sql, maxRowCount)).statement);
  }

  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester") // Avatica wants it, nobody here calls it
  public ExecuteResult prepareAndExecute(
      StatementHandle h, String sql, long maxRowCount, PrepareCallback callback) {
    return prepareAndExecute(
        h, sql, maxRowCount, AvaticaUtils.toSaturatedInt(maxRowCount), callback);
  }

  @Override
  public ExecuteResult prepareAndExecute(
      StatementHandle h,
      String sql,
      long maxRowCount,
      int maxRowsInFirstFrame,
      PrepareCallback callback) {
    try {
      synchronized (callback.getMonitor()) {
        callback.clear();
        int frameRows = fetchSize(h);
        Service.ResultSetResponse rows =
            calls.run(
                statement(h),
                now ->
                    new Service.PrepareAndExecuteRequest(
                        now.connectionId, now.id, sql, maxRowCount, frameRows));
        callback.assign(rows.signature, rows.firstFrame, rows.updateCount);
        callback.execute();
        return result(rows);
      }
    } catch (SQLException e) {
      throw new GatewayFault(SqlErrors.unwrap(e));
    }
  }

  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester") // Avatica wants it, nobody here calls it
  public ExecuteResult execute(
      StatementHandle h, List<TypedValue> parameterValues, long maxRowCount) {
    return execute(h, parameterValues, AvaticaUtils.toSaturatedInt(maxRowCount));
  }

  @Override
  public ExecuteResult execute(
      StatementHandle h, List<TypedValue> parameterValues, int maxRowsInFirstFrame) {
    return result(
        calls.run(
            statement(h),
            now -> new Service.ExecuteRequest(now, parameterValues, maxRowsInFirstFrame)));
  }

  private AvaticaStatement statement(StatementHandle h) {
    AvaticaStatement statement = connection.statementMap.get(h.id);
    if (statement == null) {
      throw new GatewayFault(SqlErrors.closed("statement"));
    }
    return statement;
  }

  private static ExecuteResult result(Service.ResultSetResponse response) {
    List<MetaResultSet> results = new ArrayList<>();
    results.add(toResultSet(response));
    return new ExecuteResult(results);
  }

  private static MetaResultSet toResultSet(Service.ResultSetResponse response) {
    if (response.updateCount >= 0) {
      return MetaResultSet.count(response.connectionId, response.statementId, response.updateCount);
    }
    return MetaResultSet.create(
        response.connectionId,
        response.statementId,
        response.ownStatement,
        response.signature,
        response.firstFrame);
  }

  private int fetchSize(StatementHandle h) throws SQLException {
    AvaticaStatement statement = connection.statementMap.get(h.id);
    return statement == null ? 0 : statement.getFetchSize();
  }

  @Override
  public Frame fetch(StatementHandle h, long offset, int fetchMaxRowCount) {
    Service.FetchRequest request =
        new Service.FetchRequest(h.connectionId, h.id, offset, fetchMaxRowCount);
    Service.FetchResponse response =
        (Service.FetchResponse) calls.interruptibly(statement(h), request);
    if (response.missingStatement || response.missingResults) {
      throw StatementCalls.lost();
    }
    return response.frame;
  }

  @Override
  public boolean syncResults(StatementHandle h, QueryState state, long offset) {
    throw StatementCalls.lost();
  }

  @Override
  public void commit(ConnectionHandle ch) {
    // There are no transactions, so there is nothing to tell.
  }

  @Override
  public void rollback(ConnectionHandle ch) {
    // As commit.
  }

  @Override
  public ConnectionProperties connectionSync(ConnectionHandle ch, ConnectionProperties wanted) {
    return connected(
        () -> service.apply(new Service.ConnectionSyncRequest(ch.id, wanted)).connProps);
  }

  /** Statements run their batches one by one. */
  @Override
  public ExecuteBatchResult prepareAndExecuteBatch(StatementHandle h, List<String> commands) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ExecuteBatchResult executeBatch(StatementHandle h, List<List<TypedValue>> values) {
    throw new UnsupportedOperationException();
  }

  /** Makes a result that no gateway knows of; the numbers of its own are not negative. */
  MetaResultSet local(ConnectionHandle ch, List<ColumnMetaData> columns, List<Object> rows) {
    return MetaResultSet.create(
        ch.id,
        localIds.decrementAndGet(),
        true,
        Signature.create(
            columns, "", Collections.emptyList(), CursorFactory.LIST, StatementType.SELECT),
        new Frame(0, true, rows));
  }

  @Override
  public MetaResultSet getCatalogs(ConnectionHandle ch) {
    return toResultSet(connected(() -> service.apply(new Service.CatalogsRequest(ch.id))));
  }

  @Override
  public MetaResultSet getSchemas(ConnectionHandle ch, String catalog, Pat schemas) {
    return toResultSet(
        connected(() -> service.apply(new Service.SchemasRequest(ch.id, catalog, schemas.s))));
  }

  @Override
  public MetaResultSet getTables(
      ConnectionHandle ch, String catalog, Pat schemas, Pat tables, List<String> types) {
    Service.TablesRequest request =
        new Service.TablesRequest(ch.id, catalog, schemas.s, tables.s, types);
    return toResultSet(connected(() -> service.apply(request)));
  }

  @Override
  public MetaResultSet getTableTypes(ConnectionHandle ch) {
    return toResultSet(connected(() -> service.apply(new Service.TableTypesRequest(ch.id))));
  }

  @Override
  public MetaResultSet getTypeInfo(ConnectionHandle ch) {
    return toResultSet(connected(() -> service.apply(new Service.TypeInfoRequest(ch.id))));
  }

  @Override
  public MetaResultSet getColumns(
      ConnectionHandle ch, String catalog, Pat schemas, Pat tables, Pat columns) {
    Service.ColumnsRequest request =
        new Service.ColumnsRequest(ch.id, catalog, schemas.s, tables.s, columns.s);
    return toResultSet(connected(() -> service.apply(request)));
  }
}
