// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.topk;

import dev.parley.node.answer.GroupsAnswer;
import dev.parley.node.answer.PartialAnswer;
import dev.parley.node.answer.RowsAnswer;
import dev.parley.node.answer.TokenSort;
import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Granted;
import dev.parley.node.knn.NearestRows;
import dev.parley.node.render.RenderedQuery;
import dev.parley.node.run.QueryRunner;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.NearestMode;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.CountSlots;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Rank;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers the rounds of questions for the best rows. The first asks the database for as many of the
 * node's own best rows as are asked of all owners, and keeps them; later ones are answered from
 * what is kept, so that whatever they say, no more than these rows are ever told of, or leave.
 * Where the owner allows it, the first may be the only one, which has them all leave.
 */
public final class Rounds {
  private final NodeId node;
  private final QueryRunner runner;
  private final int maxRows;
  private final CandidateStore store;
  private final NearestRows nearest;
  private final Distinction distinction = new Distinction(new SecureRandom());

  /**
   * @param maxRows how many rows may be revealed
   */
  public Rounds(NodeId node, QueryRunner runner, int maxRows, Clock clock) {
    this.node = node;
    this.runner = runner;
    this.maxRows = maxRows;
    this.store = new CandidateStore(node, clock);
    this.nearest = new NearestRows(runner);
  }

  /** Counts a later round; returns whether it belongs to a first one that is known. */
  public boolean begin(SubQueryMessage message) {
    return message
        .subQuery()
        .narrowing()
        .flatMap(Narrowing::basis)
        .filter(basis -> store.begin(message.context().principal(), basis))
        .isPresent();
  }

  /**
   * What is asked.
   *
   * @param checked a {@link BestQuery}, with a narrowing
   * @param granted what is granted now
   */
  public record Asked(SubQueryMessage message, CheckedQuery checked, Granted granted) {
    private Narrowing narrowing() {
      return message.subQuery().narrowing().orElseThrow();
    }
  }

  /**
   * Answers a round.
   *
   * @param ran is told of each statement, and how long it took
   * @throws ParleyException if it cannot be answered, or not as this round
   */
  public PartialAnswer answer(Asked asked, TokenSort sort, BiConsumer<String, Duration> ran) {
    Narrowing narrowing = asked.narrowing();
    if (narrowing.isOneRound()) {
      return inOneRound(asked, sort, ran);
    }
    if (narrowing.wanted() instanceof Narrowing.Release release) {
      return released(asked, release, sort);
    }
    CandidateList candidates =
        narrowing.basis().isPresent()
            ? store.find(asked.message(), asked.granted())
            : kept(asked, first(asked, ran));
    return counted(asked, candidates, sort);
  }

  private CandidateList kept(Asked asked, CandidateList candidates) {
    store.keep(asked.message(), asked.granted(), candidates);
    return candidates;
  }

  /** All that a gateway could have by rounds, at once: only where the owner says so. */
  private RowsAnswer inOneRound(Asked asked, TokenSort sort, BiConsumer<String, Duration> ran) {
    CheckedQuery checked = asked.checked();
    if (checked.table().published().nearest() != NearestMode.LOCAL) {
      throw new ParleyException(
          ErrorCode.PEER_REFUSED,
          "Node '%s' refuses to release its own best rows of '%s' in the first round"
              .formatted(node, checked.table().published().name()),
          "Run a gateway of the same version as the nodes, and connect anew to read the catalog.");
    }
    RowsAnswer rows = new RowsAnswer(node, asked.message(), sort);
    RankedRows ranked = RankedRows.of(checked);
    first(asked, ran).before(Rank.LAST).forEach(candidate -> rows.add(ranked.of(candidate)));
    return rows;
  }

  private GroupsAnswer counted(Asked asked, CandidateList candidates, TokenSort sort) {
    Narrowing.Count count = (Narrowing.Count) asked.narrowing().wanted();
    long limit = ((BestQuery) asked.checked().query()).limit();
    int nodes = asked.message().subQuery().participants().size();
    CountSlots slots = CountSlots.of(count.buckets(), limit, nodes);
    GroupsAnswer answer = new GroupsAnswer(node, asked.message(), asked.checked(), sort);
    answer.addNumbers(slots.pack(candidates.counts(count)), candidates.size());
    return answer;
  }

  private RowsAnswer released(Asked asked, Narrowing.Release release, TokenSort sort) {
    CandidateList candidates = store.take(asked.message(), asked.granted());
    RowsAnswer rows = new RowsAnswer(node, asked.message(), sort);
    candidates.before(release.bound()).forEach(candidate -> rows.add(candidate.row()));
    return rows;
  }

  private CandidateList first(Asked asked, BiConsumer<String, Duration> ran) {
    CheckedQuery checked = asked.checked();
    BestQuery query = (BestQuery) checked.query();
    if (query.limit() > maxRows) {
      throw new ParleyException(
          ErrorCode.TOO_MANY,
          "Node '%s' releases at most %d rows, and %d are asked for"
              .formatted(node, maxRows, query.limit()),
          "Ask for fewer rows, or ask the data owner to raise limits.maxRows.");
    }
    try (QueryRunner.Session session = runner.open()) {
      return nearest
          .narrowed(checked, asked.message().context().principal(), session)
          .map(narrowed -> found(narrowed, session, ran))
          .filter(found -> found.size() == query.limit())
          .orElseGet(() -> found(checked, session, ran));
    }
  }

  private CandidateList found(
      CheckedQuery checked, QueryRunner.Session session, BiConsumer<String, Duration> ran) {
    RenderedQuery rendered = runner.render(checked);
    long started = System.nanoTime();
    Ranking ranking = new Ranking(checked, (BestQuery) checked.query(), distinction);
    Collecting collecting = new Collecting(ranking);
    session.runRows(checked, rendered, maxRows, collecting::add);
    ran.accept(rendered.sql(), Duration.ofNanos(System.nanoTime() - started));
    return new CandidateList(collecting.candidates);
  }

  /** Takes rows as they come, as long as there is room. */
  private final class Collecting {
    private final Ranking ranking;
    private final List<Candidate> candidates = new ArrayList<>();
    private long bytes;

    Collecting(Ranking ranking) {
      this.ranking = ranking;
    }

    void add(List<@Nullable Object> row) {
      Candidate candidate;
      try {
        candidate = ranking.next(row);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new ParleyException(
            ErrorCode.DATA_ERROR,
            "An owner has a row that is too long, or too fine for its type",
            "Exclude such values by a condition, or ask the data owner to mend them.",
            e);
      }
      candidates.add(candidate);
      bytes += candidate.memoryBytes();
      if (bytes > CandidateStore.MAX_ANALYST_BYTES) {
        throw store.full();
      }
    }
  }
}
