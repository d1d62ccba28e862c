// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.topk;

import dev.parley.node.answer.GroupsAnswer;
import dev.parley.node.answer.PartialAnswer;
import dev.parley.node.answer.RowsAnswer;
import dev.parley.node.answer.TokenSort;
import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Granted;
import dev.parley.node.knn.NearestRows;
import dev.parley.node.knn.NearestToEach;
import dev.parley.node.render.RenderedQuery;
import dev.parley.node.run.QueryRunner;
import dev.parley.node.run.Withdrawal;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.NearestMode;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.CountSlots;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.topk.Narrowing;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
  private final Clock clock;
  private final CandidateStore store;
  private final NearestRows nearest;
  private final NearestToEach toEach;
  private final Distinction distinction = new Distinction(new SecureRandom());

  /**
   * @param maxRows how many rows may be revealed
   */
  public Rounds(NodeId node, QueryRunner runner, int maxRows, Clock clock) {
    this.node = node;
    this.runner = runner;
    this.maxRows = maxRows;
    this.clock = clock;
    this.store = new CandidateStore(node, clock);
    this.nearest = new NearestRows(runner);
    this.toEach = new NearestToEach(runner);
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
   * @param withdrawal by which it is known that nobody waits for the answer any more
   */
  public record Asked(
      SubQueryMessage message, CheckedQuery checked, Granted granted, Withdrawal withdrawal) {
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
    first(asked, ran).all().forEach(candidate -> rows.add(ranked.of(candidate)));
    return rows;
  }

  private GroupsAnswer counted(Asked asked, CandidateList candidates, TokenSort sort) {
    Narrowing.Count count = (Narrowing.Count) asked.narrowing().wanted();
    long limit = ((BestQuery) asked.checked().query()).limit();
    int nodes = asked.message().subQuery().participants().size();
    CountSlots slots = CountSlots.of(count.buckets(), limit, nodes);
    GroupsAnswer answer = new GroupsAnswer(node, asked.message(), asked.checked(), sort);
    answer.addNumbers(slots.pack(candidates.counts(count, limit)), candidates.size());
    return answer;
  }

  private RowsAnswer released(Asked asked, Narrowing.Release release, TokenSort sort) {
    CandidateList candidates = store.take(asked.message(), asked.granted());
    RowsAnswer rows = new RowsAnswer(node, asked.message(), sort);
    boolean listed = asked.checked().places().isPresent();
    candidates.before(release.bounds(), listed).forEach(candidate -> rows.add(candidate.row()));
    return rows;
  }

  private CandidateList first(Asked asked, BiConsumer<String, Duration> ran) {
    CheckedQuery checked = asked.checked();
    BestQuery query = (BestQuery) checked.query();
    List<PlaceList.Entry> entries = checked.places().map(PlaceList::entries).orElse(List.of());
    long most = query.limit() * Math.max(1, entries.size());
    if (most > maxRows) {
      throw new ParleyException(
          ErrorCode.TOO_MANY,
          "Node '%s' releases at most %d rows, and %d are asked for".formatted(node, maxRows, most),
          "Ask for fewer rows, or ask the data owner to raise limits.maxRows.");
    }
    Collecting collecting = new Collecting();
    try (QueryRunner.Session session = runner.open(asked.withdrawal())) {
      Searching searching = new Searching(asked.message().context(), session, ran);
      if (entries.isEmpty()) {
        collecting.addAll(best(checked, OptionalInt.empty(), searching));
      }
      Optional<List<NearestToEach.Found>> together =
          toEach.find(checked, session, new Collecting()::take);
      for (NearestToEach.Found found : together.orElse(List.of())) {
        collecting.addAll(ranked(checked, found));
      }
      for (PlaceList.Entry entry : together.isPresent() ? List.<PlaceList.Entry>of() : entries) {
        requireTime(asked.message().context());
        collecting.addAll(
            best(checked.of(entry, query), OptionalInt.of(entry.number()), searching));
      }
    }
    return new CandidateList(collecting.candidates);
  }

  /** A statement has its time, but a list has many. */
  private void requireTime(QueryContext context) {
    if (clock.instant().isAfter(context.expiry())) {
      throw new ParleyException(
          ErrorCode.NODE_FAILED,
          "Node '%s' has not found the best rows for each entry in time".formatted(node),
          "Join with fewer entries at once, or ask the data owner for an index.");
    }
  }

  private record Searching(
      QueryContext context, QueryRunner.Session session, BiConsumer<String, Duration> ran) {}

  private List<Candidate> best(CheckedQuery checked, OptionalInt entry, Searching searching) {
    long limit = ((BestQuery) checked.query()).limit();
    return nearest
        .narrowed(checked, searching.context().principal(), searching.session())
        .map(narrowed -> found(narrowed, entry, searching))
        .filter(found -> found.size() == limit)
        .orElseGet(() -> found(checked, entry, searching));
  }

  private List<Candidate> found(CheckedQuery checked, OptionalInt entry, Searching searching) {
    RenderedQuery rendered = runner.render(checked);
    long started = System.nanoTime();
    Ranking ranking = new Ranking(checked, entry, distinction);
    Collecting collecting = new Collecting();
    searching
        .session()
        .runRows(checked, rendered, maxRows, row -> collecting.add(ranked(ranking, row)));
    searching.ran().accept(rendered.sql(), Duration.ofNanos(System.nanoTime() - started));
    return collecting.candidates;
  }

  private List<Candidate> ranked(CheckedQuery checked, NearestToEach.Found found) {
    CheckedQuery one = checked.of(found.entry(), (BestQuery) checked.query());
    Ranking ranking = new Ranking(one, OptionalInt.of(found.entry().number()), distinction);
    return found.rows().stream().map(row -> ranked(ranking, row)).toList();
  }

  private static Candidate ranked(Ranking ranking, List<@Nullable Object> row) {
    try {
      return ranking.next(row);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ParleyException(
          ErrorCode.DATA_ERROR,
          "An owner has a row that is too long, or too fine for its type",
          "Exclude such values by a condition, or ask the data owner to mend them.",
          e);
    }
  }

  /** Takes candidates as they come, as long as there is room. */
  private final class Collecting {
    private final List<Candidate> candidates = new ArrayList<>();
    private long bytes;

    void addAll(List<Candidate> all) {
      all.forEach(this::add);
    }

    void add(Candidate candidate) {
      candidates.add(candidate);
      take(candidate.memoryBytes());
    }

    void take(long more) {
      bytes += more;
      if (bytes > CandidateStore.MAX_ANALYST_BYTES) {
        throw store.full();
      }
    }
  }
}
