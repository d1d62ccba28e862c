// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.topk;

import dev.parley.gateway.query.OpenedAnswer;
import dev.parley.gateway.query.OpenedGroup;
import dev.parley.gateway.query.Quorum;
import dev.parley.gateway.query.SecureQueries;
import dev.parley.gateway.query.SecureQuestion;
import dev.parley.gateway.query.Terms;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotWidths;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Narrowing.Count;
import dev.parley.protocol.topk.Narrowing.Release;
import dev.parley.protocol.topk.Rank;
import dev.parley.protocol.topk.ScoreCode;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the best rows of all owners: has their candidates counted, by ever closer edges, until a
 * place is found before which there are exactly as many rows as are asked for; then has these rows
 * released. Each round is a query of its own, to the nodes that have answered the first.
 */
public final class BestRows {
  /** Nodes answer no more rounds than this, the release included. */
  private static final int MAX_ROUNDS = 64;

  /** As many edges as make a round hardly longer, and the next hardly ever necessary. */
  private static final int EDGES = 510;

  private final SecureQueries queries;
  private final SecureQuestion question;
  private final BestQuery query;
  private final ScoreCode code;
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
    this.terms = terms;
  }

  /**
   * Returns the rows: the items of each, then its score. Equal ones always stand in the same order.
   *
   * @throws ParleyException if a round fails, or the rounds contradict each other
   */
  public OpenedAnswer find() {
    Bracket bracket = Bracket.ALL;
    List<Rank> edges = FirstEdges.of(code);
    OpenedAnswer first = queries.run(round(edges, Optional.empty(), question), terms);
    Optional<QueryId> basis = Optional.ofNullable(terms.trace().queryId());
    SecureQuestion later = new SecureQuestion(first.nodes(), query, List.of());
    requirePossible(first);
    Bracket.Finding finding = bracket.narrowed(edges, counts(first), query.limit());
    terms = further();
    for (int round = 2; finding.bound().isEmpty(); round++) {
      if (round == MAX_ROUNDS) {
        throw tooAlike();
      }
      bracket = finding.bracket();
      edges = bracket.edges(EvenEdges.between(bracket.low(), bracket.high(), EDGES));
      OpenedAnswer answer = queries.run(round(edges, basis, later), terms);
      finding = bracket.narrowed(edges, counts(answer), query.limit());
    }
    return released(finding, basis, later, first);
  }

  /** A node that has answered the first round must answer all others. */
  private Terms further() {
    return new Terms(
        terms.principal(),
        new Quorum(OptionalInt.empty(), terms.quorum().minOwners()),
        List.of(),
        terms.cancellation(),
        terms.trace().further());
  }

  private SecureQuestion round(List<Rank> edges, Optional<QueryId> basis, SecureQuestion asked) {
    Count count = new Count(edges);
    List<Slot> slots = SlotWidths.ofCandidates(query.limit(), count.buckets());
    return new SecureQuestion(
        asked.participants(), query, slots, Optional.of(new Narrowing(basis, count)));
  }

  private static List<BigInteger> counts(OpenedAnswer answer) {
    return answer.groups().get(0).sums();
  }

  private void requirePossible(OpenedAnswer answer) {
    BigInteger most =
        BigInteger.valueOf(query.limit()).multiply(BigInteger.valueOf(answer.nodes().size()));
    for (BigInteger count : counts(answer)) {
      if (count.compareTo(most) > 0) {
        throw Contradictions.forged("there are more candidates than there can be");
      }
    }
  }

  private OpenedAnswer released(
      Bracket.Finding finding, Optional<QueryId> basis, SecureQuestion asked, OpenedAnswer first) {
    Narrowing release = new Narrowing(basis, new Release(finding.bound().orElseThrow()));
    OpenedAnswer rows =
        queries.run(
            new SecureQuestion(asked.participants(), query, List.of(), Optional.of(release)),
            terms);
    if (rows.groups().size() != finding.rows()) {
      throw Contradictions.forged("there are more or fewer rows than were counted");
    }
    List<OpenedGroup> sorted =
        rows.groups().stream()
            .sorted(Comparator.comparing(row -> Rank.of(row.key().encode())))
            .toList();
    return new OpenedAnswer(sorted, 0, rows.nodes(), first.absences());
  }

  private static ParleyException tooAlike() {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        "The scores of the rows are too much alike to be told apart in %d rounds"
            .formatted(MAX_ROUNDS),
        "Order by something else, or ask for fewer rows.");
  }
}
