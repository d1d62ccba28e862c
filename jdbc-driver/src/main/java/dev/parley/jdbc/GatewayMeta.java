// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

  private final GatewayService service;
  private final AtomicInteger localIds = new AtomicInteger();
  private @Nullable Map<DatabaseProperty, Object> databaseProperties;

  GatewayMeta(ParleyConnection connection, GatewayService service) {
    super(connection);
    this.service = service;
  }

  /** Asks for timestamps in microseconds; other clients of Avatica's get milliseconds. */
  @Override
  public void openConnection(ConnectionHandle ch, Map<String, String> info) {
    Map<String, String> told = new HashMap<>(info);
    told.put("times", "micros");
    service.apply(new Service.OpenConnectionRequest(ch.id, told));
  }

  @Override
  public void closeConnection(ConnectionHandle ch) {
    ignoringLoss(() -> service.apply(new Service.CloseConnectionRequest(ch.id)));
  }

  /** Asks the gateway whether it still knows the connection. */
  void ping(ConnectionHandle ch, int timeoutMillis) {
    service.ask(new Service.DatabasePropertyRequest(ch.id), timeoutMillis);
  }

  @Override
  public synchronized Map<DatabaseProperty, Object> getDatabaseProperties(ConnectionHandle ch) {
    Map<DatabaseProperty, Object> known = databaseProperties;
    if (known == null) {
      known = service.apply(new Service.DatabasePropertyRequest(ch.id)).map;
      databaseProperties = known;
    }
    return known;
  }

  @Override
  public StatementHandle createStatement(ConnectionHandle ch) {
    int id = service.apply(new Service.CreateStatementRequest(ch.id)).statementId;
    return new StatementHandle(ch.id, id, null);
  }

  @Override
  public void closeStatement(StatementHandle h) {
    if (h.id < 0) {
      return;
    }
    ignoringLoss(() -> service.apply(new Service.CloseStatementRequest(h.connectionId, h.id)));
  }

  /** Makes what the statement runs fail, if it runs anything. */
  void cancel(StatementHandle h) {
    service.apply(new Service.SyncResultsRequest(h.connectionId, h.id, new QueryState(""), CANCEL));
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
    return service.apply(new Service.PrepareRequest(ch.id, sql, maxRowCount)).statement;
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
        Service.ExecuteResponse response =
            service.apply(
                new Service.PrepareAndExecuteRequest(
                    h.connectionId, h.id, sql, maxRowCount, fetchSize(h)));
        Service.ResultSetResponse rows = takeRows(h, response);
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
        takeRows(
            h, service.apply(new Service.ExecuteRequest(h, parameterValues, maxRowsInFirstFrame))));
  }

  private Service.ResultSetResponse takeRows(StatementHandle h, Service.ExecuteResponse response) {
    if (response.missingStatement || response.results == null || response.results.isEmpty()) {
      throw lostStatement();
    }
    boolean hasNotices = response.results.size() > 1 && response.results.get(1).firstFrame != null;
    AvaticaStatement statement = connection.statementMap.get(h.id);
    if (statement instanceof Notices.Listener) {
      ((Notices.Listener) statement)
          .noticed(hasNotices ? Notices.of(response.results.get(1).firstFrame) : Notices.NONE);
    }
    return response.results.get(0);
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
    Service.FetchResponse response =
        service.apply(new Service.FetchRequest(h.connectionId, h.id, offset, fetchMaxRowCount));
    if (response.missingStatement || response.missingResults) {
      throw lostStatement();
    }
    return response.frame;
  }

  private static GatewayFault lostStatement() {
    return new GatewayFault(
        SqlErrors.of(
            "The gateway has closed the statement | Run the query again.",
            SqlErrors.CANCELLED,
            601));
  }

  @Override
  public boolean syncResults(StatementHandle h, QueryState state, long offset) {
    throw lostStatement();
  }

  @Override
  public void commit(ConnectionHandle ch) {
    service.apply(new Service.CommitRequest(ch.id));
  }

  @Override
  public void rollback(ConnectionHandle ch) {
    service.apply(new Service.RollbackRequest(ch.id));
  }

  @Override
  public ConnectionProperties connectionSync(ConnectionHandle ch, ConnectionProperties wanted) {
    return service.apply(new Service.ConnectionSyncRequest(ch.id, wanted)).connProps;
  }

  @Override
  public ExecuteBatchResult prepareAndExecuteBatch(StatementHandle h, List<String> commands) {
    return new ExecuteBatchResult(
        service.apply(new Service.PrepareAndExecuteBatchRequest(h.connectionId, h.id, commands))
            .updateCounts);
  }

  @Override
  public ExecuteBatchResult executeBatch(StatementHandle h, List<List<TypedValue>> values) {
    return new ExecuteBatchResult(
        service.apply(new Service.ExecuteBatchRequest(h.connectionId, h.id, values)).updateCounts);
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
    return toResultSet(service.apply(new Service.CatalogsRequest(ch.id)));
  }

  @Override
  public MetaResultSet getSchemas(ConnectionHandle ch, String catalog, Pat schemas) {
    return toResultSet(service.apply(new Service.SchemasRequest(ch.id, catalog, schemas.s)));
  }

  @Override
  public MetaResultSet getTables(
      ConnectionHandle ch, String catalog, Pat schemas, Pat tables, List<String> types) {
    return toResultSet(
        service.apply(new Service.TablesRequest(ch.id, catalog, schemas.s, tables.s, types)));
  }

  @Override
  public MetaResultSet getTableTypes(ConnectionHandle ch) {
    return toResultSet(service.apply(new Service.TableTypesRequest(ch.id)));
  }

  @Override
  public MetaResultSet getTypeInfo(ConnectionHandle ch) {
    return toResultSet(service.apply(new Service.TypeInfoRequest(ch.id)));
  }

  @Override
  public MetaResultSet getColumns(
      ConnectionHandle ch, String catalog, Pat schemas, Pat tables, Pat columns) {
    return toResultSet(
        service.apply(new Service.ColumnsRequest(ch.id, catalog, schemas.s, tables.s, columns.s)));
  }
}
