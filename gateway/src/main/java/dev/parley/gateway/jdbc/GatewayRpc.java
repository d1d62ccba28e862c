// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.calcite.avatica.BuiltInConnectionProperty;
import org.apache.calcite.avatica.ConnectionPropertiesImpl;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.Meta.Frame;
import org.apache.calcite.avatica.remote.Service;
import org.jspecify.annotations.Nullable;

/** Every request that Avatica's protocol knows, answered from a {@link QueryService}. */
final class GatewayRpc implements Service {
  private static final int MAX_CREDENTIAL = 1024;

  /** An offset at which nobody reads; our driver cancels by it, for Avatica knows no other way. */
  private static final long CANCEL = -1;

  /** The update count of a statement that gives no rows. */
  private static final long NOTHING_CHANGED = 0;

  private final QueryService service;
  private final GatewayLimits limits;
  private final ConnectionRegistry connections;
  private final Semaphore running;
  private final UserPlaces runningOfUsers;
  private final LoginThrottle throttle;
  private final String peer;

  GatewayRpc(QueryService service, GatewayLimits limits, ConnectionRegistry connections) {
    this.service = service;
    this.limits = limits;
    this.connections = connections;
    this.running = new Semaphore(limits.queries());
    this.runningOfUsers = UserPlaces.forQueries(limits.perUser());
    this.throttle = new LoginThrottle(InstantSource.system());
    this.peer = "this process";
  }

  private GatewayRpc(GatewayRpc shared, String peer) {
    this.service = shared.service;
    this.limits = shared.limits;
    this.connections = shared.connections;
    this.running = shared.running;
    this.runningOfUsers = shared.runningOfUsers;
    this.throttle = shared.throttle;
    this.peer = peer;
  }

  /** The same, for requests that come from an address. */
  GatewayRpc of(String address) {
    return new GatewayRpc(this, address);
  }

  @Override
  public void setRpcMetadata(RpcMetadataResponse metadata) {
    // The server's address is the client's business, and it knows it already.
  }

  @Override
  public OpenConnectionResponse apply(OpenConnectionRequest request) {
    Map<String, String> properties = new HashMap<>();
    if (request.info != null) {
      properties.putAll(request.info);
    }
    String user = credential(properties.remove("user"));
    String password = credential(properties.remove("password"));
    WireTimes times = WireTimes.takenFrom(properties);
    properties.keySet().removeIf(BuiltInConnectionProperty::isLocalProperty);
    connections.open(
        request.connectionId,
        user,
        () ->
            throttle.attempt(
                user, peer, () -> service.login(user, password, Map.copyOf(properties))));
    connections.with(
        request.connectionId,
        c -> {
          c.times(times);
          return c;
        });
    return new OpenConnectionResponse(null);
  }

  private static String credential(String value) {
    if (value == null || value.isEmpty() || value.length() > MAX_CREDENTIAL) {
      throw new ParleyException(
          ErrorCode.WRONG_PASSWORD,
          "User or password is missing, or too long",
          "Give the properties user and password.");
    }
    return value;
  }

  @Override
  public CloseConnectionResponse apply(CloseConnectionRequest request) {
    connections.close(request.connectionId);
    return new CloseConnectionResponse(null);
  }

  @Override
  public ConnectionSyncResponse apply(ConnectionSyncRequest request) {
    return connections.with(
        request.connectionId,
        c -> {
          Boolean autoCommit = request.connProps == null ? null : request.connProps.isAutoCommit();
          if (autoCommit != null) {
            c.autoCommit(autoCommit);
          }
          Meta.ConnectionProperties state =
              new ConnectionPropertiesImpl(
                  c.autoCommit(), true, Connection.TRANSACTION_NONE, "", CatalogTable.FEDERATION);
          return new ConnectionSyncResponse(state, null);
        });
  }

  @Override
  public CreateStatementResponse apply(CreateStatementRequest request) {
    String connection = request.connectionId;
    return connections.with(
        connection, c -> new CreateStatementResponse(connection, c.newStatement().id(), null));
  }

  @Override
  public CloseStatementResponse apply(CloseStatementRequest request) {
    return connections.with(
        request.connectionId,
        c -> {
          c.closeStatement(request.statementId);
          return new CloseStatementResponse(null);
        });
  }

  @Override
  public PrepareResponse apply(PrepareRequest request) {
    return connections.with(
        request.connectionId,
        c -> {
          PreparedQuery query = c.session().prepare(sql(request.sql));
          OpenStatement statement = c.newStatement();
          statement.exclusively(
              c.clock(),
              () -> {
                statement.prepare(query, request.maxRowCount);
                return statement;
              });
          Meta.Signature signature = Signatures.of(request.sql, query, c.times());
          return new PrepareResponse(
              new Meta.StatementHandle(request.connectionId, statement.id(), signature), null);
        });
  }

  @Override
  public ExecuteResponse apply(PrepareAndExecuteRequest request) {
    return connections.with(
        request.connectionId,
        c -> {
          OpenStatement statement = c.statement(request.statementId);
          return statement.exclusively(
              c.clock(),
              () -> {
                PreparedQuery query = c.session().prepare(sql(request.sql));
                statement.prepare(query, request.maxRowCount);
                Target target = new Target(request.connectionId, c.user(), request.sql, List.of());
                return execute(target, statement, request.maxRowsInFirstFrame);
              });
        });
  }

  @Override
  public ExecuteResponse apply(ExecuteRequest request) {
    if (request.statementHandle == null) {
      throw OpenStatement.gone(0);
    }
    String connection = request.statementHandle.connectionId;
    List<@Nullable Object> parameters = WireParameters.read(request.parameterValues);
    return connections.with(
        connection,
        c -> {
          OpenStatement statement = c.statement(request.statementHandle.id);
          Target target = new Target(connection, c.user(), "", parameters);
          return statement.exclusively(
              c.clock(), () -> execute(target, statement, request.maxRowCount));
        });
  }

  /** What an answer repeats of the request, and what it runs with. */
  private record Target(
      String connectionId, String user, String sql, List<@Nullable Object> parameters) {}

  private ExecuteResponse execute(Target target, OpenStatement statement, int frameRows) {
    QueryResult result =
        limited(target.user(), () -> statement.run(target.parameters(), limits.queryTimeout()));
    List<ResultSetResponse> results = new ArrayList<>();
    results.add(
        Signatures.givesRows(statement.prepared())
            ? rows(target, statement, frameRows)
            : new ResultSetResponse(
                target.connectionId(), statement.id(), false, null, null, NOTHING_CHANGED, null));
    // Avatica has no place for warnings. Its own client reads the first result only; ours knows
    // that the second one holds notices.
    results.add(
        complete(
            target.connectionId(), statement.id(), MetadataShape.NOTICES, Notices.rows(result)));
    return new ExecuteResponse(results, false, null);
  }

  private ResultSetResponse rows(Target target, OpenStatement statement, int frameRows) {
    Frame frame = statement.fetch(0, frameRows(frameRows));
    Meta.Signature signature = Signatures.of(target.sql(), statement.prepared(), statement.times());
    return new ResultSetResponse(
        target.connectionId(), statement.id(), false, signature, frame, -1, null);
  }

  private <T> T limited(String user, Supplier<T> query) {
    runningOfUsers.take(user);
    try {
      if (!running.tryAcquire()) {
        throw new ParleyException(
            ErrorCode.LIMIT_REACHED,
            "The gateway runs " + limits.queries() + " queries already",
            "Try again in a moment.");
      }
      try {
        return query.get();
      } finally {
        running.release();
      }
    } finally {
      runningOfUsers.giveBack(user, 1);
    }
  }

  @Override
  public FetchResponse apply(FetchRequest request) {
    return connections.with(
        request.connectionId,
        c -> {
          OpenStatement statement = c.statement(request.statementId);
          return statement.exclusively(
              c.clock(),
              () -> {
                int rows = frameRows(request.fetchMaxRowCount);
                return new FetchResponse(statement.fetch(request.offset, rows), false, false, null);
              });
        });
  }

  @Override
  public SyncResultsResponse apply(SyncResultsRequest request) {
    if (request.offset != CANCEL) {
      throw OpenStatement.gone(request.statementId);
    }
    return connections.with(
        request.connectionId,
        c -> {
          // More results are to come, one might say, of what was to be cancelled.
          boolean found = c.cancelStatement(request.statementId);
          return new SyncResultsResponse(found, false, null);
        });
  }

  @Override
  public CommitResponse apply(CommitRequest request) {
    return connections.with(request.connectionId, c -> EmptyAnswers.COMMITTED);
  }

  @Override
  public RollbackResponse apply(RollbackRequest request) {
    return connections.with(request.connectionId, c -> EmptyAnswers.ROLLED_BACK);
  }

  @Override
  public ExecuteBatchResponse apply(PrepareAndExecuteBatchRequest request) {
    throw readOnly();
  }

  @Override
  public ExecuteBatchResponse apply(ExecuteBatchRequest request) {
    throw readOnly();
  }

  @Override
  public ResultSetResponse apply(CatalogsRequest request) {
    return metadata(request.connectionId, MetadataShape.CATALOGS, c -> List.of());
  }

  @Override
  public ResultSetResponse apply(SchemasRequest request) {
    return metadata(
        request.connectionId, MetadataShape.SCHEMAS, t -> CatalogRows.schemas(t, request));
  }

  @Override
  public ResultSetResponse apply(TablesRequest request) {
    return metadata(
        request.connectionId, MetadataShape.TABLES, t -> CatalogRows.tables(t, request));
  }

  @Override
  public ResultSetResponse apply(ColumnsRequest request) {
    return metadata(
        request.connectionId, MetadataShape.COLUMNS, t -> CatalogRows.columns(t, request));
  }

  @Override
  public ResultSetResponse apply(TableTypesRequest request) {
    return metadata(
        request.connectionId,
        MetadataShape.TABLE_TYPES,
        t -> List.of(CatalogRows.row(CatalogRows.TABLE)));
  }

  @Override
  public ResultSetResponse apply(TypeInfoRequest request) {
    return metadata(request.connectionId, MetadataShape.TYPES, t -> CatalogRows.types());
  }

  @Override
  public DatabasePropertyResponse apply(DatabasePropertyRequest request) {
    return connections.with(
        request.connectionId, c -> new DatabasePropertyResponse(ProductProperties.ALL, null));
  }

  private interface RowSource {
    List<Object> rows(List<CatalogTable> tables);
  }

  private ResultSetResponse metadata(String connectionId, MetadataShape shape, RowSource source) {
    return connections.with(
        connectionId,
        c -> complete(connectionId, c.newId(), shape, source.rows(c.session().tables())));
  }

  private static ResultSetResponse complete(
      String connectionId, int statementId, MetadataShape shape, List<Object> rows) {
    Frame frame = new Frame(0, true, rows);
    return new ResultSetResponse(
        connectionId, statementId, true, shape.signature(), frame, -1, null);
  }

  private int frameRows(int wanted) {
    return wanted < 1 ? limits.frameRows() : Math.min(wanted, limits.frameRows());
  }

  private static String sql(String text) {
    if (text == null || text.isBlank()) {
      throw new ParleyException(
          ErrorCode.SYNTAX_ERROR, "The statement is empty", "Write a SELECT statement.");
    }
    return text;
  }

  private static ParleyException readOnly() {
    return new ParleyException(
        ErrorCode.READ_ONLY, "Parley answers queries and changes no data", "Write a SELECT.");
  }
}
