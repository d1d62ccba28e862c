// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.jdbc.PreparedQuery;
import dev.parley.gateway.jdbc.QueryResult;
import dev.parley.gateway.jdbc.ResultColumn;
import dev.parley.gateway.jdbc.RunLimits;
import dev.parley.gateway.query.Cancellation;
import dev.parley.planner.plan.Plan;
import dev.parley.protocol.catalog.ColumnType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A statement, planned anew for each run: with that run's parameters, with the options that its
 * session has by then, over the catalog as it is by then.
 */
final class PlannedQuery implements PreparedQuery {
  private static final String PARAMETER = "?";

  private final Session session;
  private final String sql;
  private final SessionPlanner.Description description;
  private final AtomicReference<@Nullable FirstPlan> first = new AtomicReference<>();
  private final AtomicReference<@Nullable Cancellation> current = new AtomicReference<>();

  /** The plan by which the statement was found to be right; good for one run soon after. */
  private record FirstPlan(Plan plan, SessionOptions options) {}

  /**
   * Prepares a statement.
   *
   * @throws dev.parley.protocol.error.ParleyException if it cannot be answered
   */
  PlannedQuery(Session session, String sql) {
    this.session = session;
    this.sql = sql;
    SessionOptions options = session.options();
    if (sql.contains(PARAMETER)) {
      description = planner().describe(sql, session.services().catalog(), options);
    } else {
      Plan plan = plan(List.of(), options);
      description =
          new SessionPlanner.Description(SessionPlanner.columns(plan.columns()), List.of());
      first.set(new FirstPlan(plan, options));
    }
  }

  private SessionPlanner planner() {
    return session.services().planner();
  }

  private Plan plan(List<@Nullable Object> parameters, SessionOptions options) {
    Plan plan = planner().plan(sql, session.services().catalog(), options, parameters);
    TableQuorum.require(plan, options.minNodes());
    return plan;
  }

  @Override
  public List<ResultColumn> columns() {
    return description.columns();
  }

  @Override
  public List<ColumnType> parameters() {
    return description.parameters();
  }

  @Override
  public QueryResult run(List<@Nullable Object> parameters, RunLimits limits) {
    ParameterCheck.require(parameters, description.parameters().size());
    SessionOptions options = session.options();
    Cancellation cancellation = Cancellation.after(shorter(options.timeout(), limits.timeout()));
    current.set(cancellation);
    if (limits.cancelled().getAsBoolean()) {
      cancellation.cancel();
    }
    FirstPlan known = first.getAndSet(null);
    Plan plan =
        known != null && known.options().equals(options) ? known.plan() : plan(parameters, options);
    return new StatementRun(session, options.minNodes(), cancellation).of(plan);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** Also stops rows that are still being made. */
  @Override
  public void cancel() {
    Cancellation running = current.get();
    if (running != null) {
      running.cancel();
    }
  }
}
