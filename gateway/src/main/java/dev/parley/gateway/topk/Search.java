// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.topk;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.topk.Narrowing.Count;
import dev.parley.protocol.topk.Rank;
import dev.parley.protocol.topk.ScoreCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The search for a place before which lie exactly as many rows as are asked for, by counts alone.
 * For one thread.
 */
final class Search {
  /** Nodes answer no more rounds than this, the release included. */
  static final int MAX_ROUNDS = 64;

  /** As many edges as make a round hardly longer, and a further one hardly ever necessary. */
  private static final int EDGES = 510;

  private final ScoreCode code;
  private final long limit;
  private Bracket bracket = Bracket.ALL;
  private Optional<Count> asked = Optional.empty();
  private int rounds = 1;

  /**
   * Begins a search.
   *
   * @param limit how many rows are asked for, from 1
   */
  Search(ScoreCode code, long limit) {
    this.code = code;
    this.limit = limit;
  }

  /**
   * What was found.
   *
   * @param bound before which the rows lie
   * @param rows how many there are: as many as are asked for, or all
   */
  record Found(Rank bound, long rows) {}

  /**
   * By which edges to count next.
   *
   * @param most how many there may be
   */
  Count next(int most) {
    List<Rank> edges =
        bracket.equals(Bracket.ALL)
            ? thinned(FirstEdges.of(code), most)
            : bracket.edges(
                EvenEdges.between(bracket.low(), bracket.high(), Math.min(EDGES, most - 2)));
    Count next = new Count(edges);
    asked = Optional.of(next);
    return next;
  }

  /** Every second of them, or third, and so on, so that they are not too many. */
  private static List<Rank> thinned(List<Rank> edges, int most) {
    int step = (edges.size() + most - 1) / most;
    List<Rank> few = new ArrayList<>();
    for (int i = step / 2; i < edges.size(); i += step) {
      few.add(edges.get(i));
    }
    return few;
  }

  /** How many rounds there were, the next one included. */
  int rounds() {
    return rounds;
  }

  /**
   * Takes the counts of all owners together; returns the place, if they show it.
   *
   * @throws ParleyException with {@link ErrorCode#ANSWER_FORGED} if they contradict earlier ones,
   *     or NOT_SUPPORTED if too many rounds have not shown it
   */
  Optional<Found> counted(List<Long> counts) {
    List<Rank> edges = asked.orElseThrow().edges();
    bracket.requireAgreement(edges, counts);
    long below = 0;
    for (int i = 0; i < counts.size(); i++) {
      Rank end = i < edges.size() ? edges.get(i) : Rank.LAST;
      long here = counts.get(i);
      if (below + here == limit || (below + here < limit && i == edges.size())) {
        return Optional.of(new Found(end, below + here));
      }
      if (below + here > limit) {
        Rank begin = i == 0 ? Rank.FIRST : edges.get(i - 1);
        narrow(new Bracket(begin, end, below, Optional.of(here), total(counts) - below - here));
        return Optional.empty();
      }
      below += here;
    }
    throw new IllegalStateException("No bucket holds the place, though the last one is open");
  }

  private void narrow(Bracket narrower) {
    rounds++;
    if (rounds == MAX_ROUNDS) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "The scores of the rows are too much alike to be told apart in %d rounds"
              .formatted(MAX_ROUNDS),
          "Order by something else, or ask for fewer rows.");
    }
    bracket = narrower;
  }

  static long total(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
