// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLException;
import java.util.TimerTask;
import java.util.function.Function;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.remote.Service;

/** Requests that run statements and fetch their rows, which can be cancelled meanwhile. */
final class StatementCalls {
  private static final int MILLIS_PER_SECOND = 1000;

  /** How much longer than a query may take its answer may, which says that it took too long. */
  private static final int GRACE_MILLIS = 10_000;

  private final ParleyConnection parley;
  private final GatewayService service;
  private final Deadlines deadlines = new Deadlines("parley-query-deadlines");

  StatementCalls(ParleyConnection parley, GatewayService service) {
    this.parley = parley;
    this.service = service;
  }

  void close() {
    deadlines.close();
  }

  /**
   * Runs a statement; at another place, if the gateway has closed the one it had since it was idle:
   * then surely nothing was run.
   */
  Service.ResultSetResponse run(
      AvaticaStatement statement, Function<Meta.StatementHandle, Service.Request> request) {
    try {
      return takeRows(statement, request.apply(statement.handle));
    } catch (GatewayFault e) {
      if (!e.tells(SqlErrors.STATEMENT_LOST) || !(statement instanceof StatementState.Owner)) {
        throw e;
      }
      renew((StatementState.Owner) statement);
      return takeRows(statement, request.apply(statement.handle));
    }
  }

  private static void renew(StatementState.Owner statement) {
    try {
      statement.renew();
    } catch (SQLException e) {
      throw new GatewayFault(e);
    }
  }

  private Service.ResultSetResponse takeRows(AvaticaStatement statement, Service.Request request) {
    Service.ExecuteResponse response = (Service.ExecuteResponse) interruptibly(statement, request);
    if (response.missingStatement || response.results == null || response.results.isEmpty()) {
      throw lost();
    }
    boolean hasNotices = response.results.size() > 1 && response.results.get(1).firstFrame != null;
    if (hasNotices && statement instanceof StatementState.Owner) {
      Notices notices = Notices.of(response.results.get(1).firstFrame);
      ((StatementState.Owner) statement).state().notices(notices);
    }
    Service.ResultSetResponse rows = response.results.get(0);
    if (rows.updateCount >= 0) {
      parley.changed();
    }
    return rows;
  }

  /** Sends a request that the statement can cancel meanwhile, and that ends when its time is up. */
  Service.Response interruptibly(AvaticaStatement statement, Service.Request request) {
    if (!(statement instanceof StatementState.Owner)) {
      return service.ask(request, 0);
    }
    StatementState state = ((StatementState.Owner) statement).state();
    Interruption interruption = state.interruption();
    long millis = (long) state.timeoutSeconds() * MILLIS_PER_SECOND;
    Interruption.Request cancel = () -> parley.cancelled(statement.handle);
    interruption.begin();
    TimerTask deadline = deadlines.begin(millis, () -> interruption.expire(cancel));
    GatewayFault fault;
    boolean late;
    try {
      return service.ask(request, wholeMillis(millis));
    } catch (GatewayFault e) {
      fault = e;
    } finally {
      deadline.cancel();
      late = interruption.end();
    }
    throw late && fault.tells(SqlErrors.CANCELLED_BY_CLIENT)
        ? new GatewayFault(SqlErrors.timedOut(state.timeoutSeconds()))
        : fault;
  }

  private static int wholeMillis(long timeoutMillis) {
    return timeoutMillis == 0 || timeoutMillis > Integer.MAX_VALUE - GRACE_MILLIS
        ? 0
        : (int) timeoutMillis + GRACE_MILLIS;
  }

  /** The error of a result that the gateway holds no more. */
  static GatewayFault lost() {
    return new GatewayFault(
        SqlErrors.of(
            "The gateway has closed the statement | Run the query again.",
            SqlErrors.CURSOR_LOST,
            SqlErrors.STATEMENT_LOST));
  }
}
