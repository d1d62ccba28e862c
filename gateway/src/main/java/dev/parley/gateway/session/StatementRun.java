// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.jdbc.QueryResult;
import dev.parley.gateway.query.Absence;
import dev.parley.gateway.query.Cancellation;
import dev.parley.gateway.query.OpenedAnswer;
import dev.parley.gateway.query.QueryTrace;
import dev.parley.gateway.query.SecureQueries;
import dev.parley.gateway.query.SecureQuestion;
import dev.parley.gateway.query.Terms;
import dev.parley.gateway.topk.BestRows;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.catalog.Participant;
import dev.parley.planner.local.RowBudget;
import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.planner.plan.PlanStep.Open;
import dev.parley.planner.plan.Release;
import dev.parley.protocol.Principal;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.BestQuery;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One run of one statement: asks what its plan has to ask, one question after the other, and puts
 * the answers together. A node that one question had to do without is not asked the next one, so
 * that the answers fit together.
 */
final class StatementRun {
  /** More rows than a condition can hold are none that a subquery's answer is made of. */
  private static final int MOST_ROWS_OF_SUBQUERY = 100_000;

  private final Session session;
  private final OptionalInt minNodes;
  private final Cancellation cancellation;
  private final RunRecord record;
  private final Remarks remarks = new Remarks();

  StatementRun(Session session, OptionalInt minNodes, Cancellation cancellation) {
    this.session = session;
    this.minNodes = minNodes;
    this.cancellation = cancellation;
    this.record = new RunRecord(session.services().history(), session.user());
  }

  /**
   * Runs a plan.
   *
   * @return its rows, which are made as they are read
   * @throws ParleyException if a question fails, or the rows cannot be computed
   */
  QueryResult of(Plan plan) {
    try {
      Iterator<@Nullable Object[]> rows = rows(plan);
      record.ended("finished", null);
      return new QueryResult(rows, remarks.warnings(), remarks.nodes());
    } catch (ParleyException e) {
      record.ended(isStopped(e.code()) ? "cancelled" : "failed", e.code());
      throw e;
    } catch (RuntimeException e) {
      record.ended("failed", ErrorCode.INTERNAL);
      throw e;
    }
  }

  private static boolean isStopped(ErrorCode code) {
    return code == ErrorCode.CANCELLED || code == ErrorCode.TIMED_OUT;
  }

  private Iterator<@Nullable Object[]> rows(Plan plan) {
    List<List<Object[]>> answers = new ArrayList<>();
    plan.first().forEach(first -> answers.add(all(rows(first))));
    Plan ready = plan.completedBy(answers);
    List<List<Object[]>> opened = new ArrayList<>();
    ready.opens().forEach(open -> opened.add(ask(open)));
    ComputingTime time = new ComputingTime(cancellation);
    RowBudget budget = new RowBudget(RowBudget.MOST_ROWS, time::check);
    return time.counting(time.spend(() -> ready.finish(opened, session.systemRows(), budget)));
  }

  private static List<Object[]> all(Iterator<Object[]> rows) {
    List<Object[]> all = new ArrayList<>();
    while (rows.hasNext()) {
      if (all.size() == MOST_ROWS_OF_SUBQUERY) {
        throw new ParleyException(
            ErrorCode.TOO_MANY,
            "A subquery gives more than %d rows".formatted(MOST_ROWS_OF_SUBQUERY),
            "Ask for fewer, with stronger conditions.");
      }
      all.add(rows.next());
    }
    return all;
  }

  private List<@Nullable Object[]> ask(Open open) {
    List<NodeQuery> questions = open.questions();
    NodeQuery question = questions.get(0);
    SecureQuestion asked =
        new SecureQuestion(
            questions.stream().map(q -> q.at().node()).toList(),
            question.query(),
            question.places(),
            question.slots(),
            Optional.empty());
    QueryTrace trace = record.next();
    OpenedAnswer answer = answer(asked, open, terms(questions, trace));
    record.answered();
    remarks.note(unpublished(asked));
    remarks.note(asked, answer);
    return new OpenedRows(question, open).of(answer);
  }

  private OpenedAnswer answer(SecureQuestion asked, Open open, Terms terms) {
    SecureQueries queries = session.services().queries();
    if (!(asked.query() instanceof BestQuery best)) {
      return queries.run(asked, terms);
    }
    ColumnType score = open.columns().get(best.items().size()).type();
    BestRows rows = new BestRows(queries, asked, score, terms);
    return open.questions().get(0).release() == Release.OWN_BEST
        ? rows.findInOneRound()
        : rows.find();
  }

  private Terms terms(List<NodeQuery> questions, QueryTrace trace) {
    return new Terms(
        new Principal(session.services().federation().analyst(), session.user()),
        TableQuorum.of(questions, minNodes),
        remarks.absences(),
        cancellation,
        trace);
  }

  /** The members whose part of the table nobody knows, for they have never published anything. */
  private List<Absence> unpublished(SecureQuestion asked) {
    FederationCatalog catalog = session.services().catalog();
    boolean ofFederation =
        catalog.tables().stream()
            .filter(table -> table.name().equalsIgnoreCase(asked.query().table()))
            .map(table -> table.participants().stream().map(Participant::node).toList())
            .anyMatch(asked.participants()::equals);
    return ofFederation
        ? catalog.missing().stream()
            .map(node -> new Absence(node, "has not published its tables"))
            .toList()
        : List.of();
  }
}
