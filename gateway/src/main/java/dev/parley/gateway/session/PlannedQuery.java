// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.jdbc.PreparedQuery;
import dev.parley.gateway.jdbc.QueryResult;
import dev.parley.gateway.jdbc.ResultColumn;
import dev.parley.gateway.jdbc.RunLimits;
import dev.parley.gateway.query.Cancellation;
import dev.parley.gateway.query.OpenedAnswer;
import dev.parley.gateway.query.QueryTrace;
import dev.parley.gateway.query.SecureQuestion;
import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.protocol.Principal;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plan, and what it takes to run it. */
final class PlannedQuery implements PreparedQuery {
  private static final Logger log = LoggerFactory.getLogger(PlannedQuery.class);

  private final QueryServices services;
  private final Plan plan;
  private final String user;
  private final SessionOptions options;
  private final AtomicReference<@Nullable Cancellation> current = new AtomicReference<>();

  PlannedQuery(QueryServices services, Plan plan, String user, SessionOptions options) {
    this.services = services;
    this.plan = plan;
    this.user = user;
    this.options = options;
  }

  @Override
  public List<ResultColumn> columns() {
    return plan.columns().stream()
        .map(c -> new ResultColumn(c.label(), c.type(), c.nullable(), "", ""))
        .toList();
  }

  @Override
  public QueryResult run(RunLimits limits) {
    Duration timeout =
        options.timeout().compareTo(limits.timeout()) < 0 ? options.timeout() : limits.timeout();
    Cancellation cancellation = Cancellation.after(timeout);
    current.set(cancellation);
    if (limits.cancelled().getAsBoolean()) {
      cancellation.cancel();
    }
    QueryTrace trace = new QueryTrace();
    QueryHistory.Entry entry = services.history().begin(user, trace);
    long begun = System.nanoTime();
    try {
      QueryResult result = answer(cancellation, trace);
      entry.ended("finished");
      log.info(
          "answered query={} groups={} nodes={} ms={}",
          trace.queryId(),
          trace.groups(),
          trace.nodesIn().size(),
          (System.nanoTime() - begun) / 1_000_000);
      return result;
    } catch (ParleyException e) {
      entry.ended(e.code() == ErrorCode.CANCELLED ? "cancelled" : "failed");
      log.info("failed query={} code={}", trace.queryId(), e.code());
      throw e;
    } catch (RuntimeException e) {
      entry.ended("failed");
      throw e;
    } finally {
      current.set(null);
    }
  }

  @Override
  public void cancel() {
    Cancellation running = current.get();
    if (running != null) {
      running.cancel();
    }
  }

  private QueryResult answer(Cancellation cancellation, QueryTrace trace) {
    SystemTables system = new SystemTables(services.federation(), services.history(), user);
    List<NodeQuery> questions = plan.questions();
    if (questions.isEmpty()) {
      return new QueryResult(plan.finish(List.of(), system).iterator(), List.of(), List.of());
    }
    NodeQuery question = questions.get(0);
    SecureQuestion asked =
        new SecureQuestion(
            questions.stream().map(q -> q.at().node()).toList(),
            question.query(),
            question.slots());
    Principal principal = new Principal(services.federation().analyst(), user);
    OpenedAnswer opened = services.queries().run(asked, principal, cancellation, trace);
    requireWhole(asked, opened);
    List<@Nullable Object[]> rows = new OpenedRows(question, plan.open().orElseThrow()).of(opened);
    return new QueryResult(plan.finish(rows, system).iterator(), warnings(opened), opened.nodes());
  }

  private static void requireWhole(SecureQuestion asked, OpenedAnswer opened) {
    if (asked.query().groupBy().isEmpty() && opened.withheldGroups() > 0) {
      throw new ParleyException(
          ErrorCode.TOO_FEW_ROWS,
          "An owner withholds its part: too few of its rows match",
          "Ask for more rows, with a weaker condition.");
    }
  }

  private static List<String> warnings(OpenedAnswer opened) {
    int withheld = opened.withheldGroups();
    if (withheld == 0) {
      return List.of();
    }
    return List.of(
        withheld == 1
            ? "1 group is left out, for an owner has too few rows of it"
            : withheld + " groups are left out, for an owner has too few rows of each");
  }
}
