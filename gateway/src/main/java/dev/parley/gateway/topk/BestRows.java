// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.topk;

import dev.parley.gateway.query.OpenedAnswer;
import dev.parley.gateway.query.OpenedGroup;
import dev.parley.gateway.query.QueryTrace;
import dev.parley.gateway.query.Quorum;
import dev.parley.gateway.query.SecureQueries;
import dev.parley.gateway.query.SecureQuestion;
import dev.parley.gateway.query.Terms;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.query.CountSlots;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Narrowing.Count;
import dev.parley.protocol.topk.Rank;
import dev.parley.protocol.topk.ScoreCode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the best rows of all owners: has their candidates counted, by ever closer edges, until a
 * place is found before which there are exactly as many rows as are asked for; then has these rows
 * released. Each round is a query of its own, to the nodes that have answered the first.
 */
public final class BestRows {
  private static final Logger log = LoggerFactory.getLogger(BestRows.class);

  private final SecureQueries queries;
  private final SecureQuestion question;
  private final BestQuery query;
  private final ScoreCode code;
  private final QueryTrace trace;
  private Terms terms;

  /**
   * @param question whose query is a {@link BestQuery}
   * @param score the type of the score
   */
  public BestRows(SecureQueries queries, SecureQuestion question, ColumnType score, Terms terms) {
    this.queries = queries;
    this.question = question;
    this.query = (BestQuery) question.query();
    this.code = new ScoreCode(score, query.order().descending(), query.order().nullsFirst());
    this.trace = terms.trace();
    this.terms = terms;
  }

  /**
   * Returns the rows: the items of each, then its score. Equal ones always stand in the same order.
   *
   * @throws dev.parley.protocol.error.ParleyException if a round fails, or the rounds contradict
   *     each other
   */
  public OpenedAnswer find() {
    Searches searches = new Searches(code, query.limit(), question.places());
    int asked = question.participants().size();
    Count count = searches.next(asked);
    OpenedAnswer first = run(question.participants(), new Narrowing(Optional.empty(), count));
    Optional<QueryId> basis = Optional.ofNullable(terms.trace().queryId());
    searches.counted(counts(first, count), first.nodes().size());
    while (!searches.isOver()) {
      terms = further();
      count = searches.next(first.nodes().size());
      OpenedAnswer answer = run(first.nodes(), new Narrowing(basis, count));
      searches.counted(counts(answer, count), answer.nodes().size());
    }
    terms = further();
    log.info("narrowed query={} rounds={}", trace.queryId(), searches.rounds());
    OpenedAnswer rows = run(first.nodes(), new Narrowing(basis, searches.release()));
    if (rows.groups().size() != searches.rows()) {
      throw Bracket.forged("there are more or fewer rows than were counted");
    }
    return inOrder(rows.groups(), first);
  }

  /**
   * Returns the same, and has more than that in hand: all nodes release their own best rows at
   * once. Only for owners who allow it; a node of any other refuses.
   *
   * @throws dev.parley.protocol.error.ParleyException if it fails, or a node's rows have no place
   *     in the order
   */
  public OpenedAnswer findInOneRound() {
    OpenedAnswer all = run(question.participants(), Narrowing.oneRound());
    int entries = question.places().map(list -> list.entries().size()).orElse(1);
    if (all.groups().size() > query.limit() * entries * all.nodes().size()) {
      throw Bracket.forged("there are more rows than there can be");
    }
    List<OpenedGroup> best =
        new RankedRows(code, query.items().size(), question.places().isPresent())
            .best(all, query.limit());
    log.info("narrowed query={} rounds=1", trace.queryId());
    return inOrder(best, all);
  }

  private OpenedAnswer run(List<NodeId> nodes, Narrowing narrowing) {
    return queries.run(question.round(nodes, narrowing), terms);
  }

  /** A node that has answered the first round must answer all others. */
  private Terms further() {
    return new Terms(
        terms.principal(),
        new Quorum(OptionalInt.empty(), terms.quorum().minOwners()),
        List.of(),
        terms.cancellation(),
        trace.further());
  }

  /** The counts of all nodes together. */
  private List<Long> counts(OpenedAnswer answer, Count asked) {
    if (answer.withheldGroups() > 0) {
      throw Bracket.forged("an owner withholds its counts, which none has reason to");
    }
    int nodes = terms.trace().nodesAsked().size();
    CountSlots slots = CountSlots.of(asked.buckets(), query.limit(), nodes);
    return slots.unpack(answer.groups().get(0).sums());
  }

  private static OpenedAnswer inOrder(List<OpenedGroup> rows, OpenedAnswer first) {
    List<OpenedGroup> sorted =
        rows.stream().sorted(Comparator.comparing(row -> Rank.of(row.key().encode()))).toList();
    return new OpenedAnswer(sorted, 0, first.nodes(), first.absences());
  }
}
