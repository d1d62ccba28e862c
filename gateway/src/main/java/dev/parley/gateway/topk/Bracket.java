// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.topk;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.topk.Rank;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Between which two places the k-th of all candidates lies, as far as that is known.
 *
 * @param low the place from which on it lies
 * @param high the place before which it lies
 * @param before how many candidates lie before {@code low}; less than k
 * @param within how many lie between both; unknown, and then empty, before the first count
 * @param behind how many lie from {@code high} on
 */
record Bracket(Rank low, Rank high, long before, Optional<Long> within, long behind) {
  /** Before anything was counted. */
  static final Bracket ALL = new Bracket(Rank.FIRST, Rank.LAST, 0, Optional.empty(), 0);

  /** Returns all edges by which to count: those within, and its own ends. */
  List<Rank> edges(List<Rank> inner) {
    List<Rank> edges = new ArrayList<>(inner);
    if (!low.equals(Rank.FIRST)) {
      edges.add(0, low);
    }
    if (!high.equals(Rank.LAST)) {
      edges.add(high);
    }
    return edges;
  }

  /**
   * Returns normally if counts fit what is known: rounds are answered from the same candidates.
   *
   * @param edges those that were counted by
   * @throws ParleyException with {@link ErrorCode#ANSWER_FORGED} if not
   */
  void requireAgreement(List<Rank> edges, List<Long> counts) {
    if (counts.size() != edges.size() + 1) {
      throw forged("there are more or fewer counts than were asked for");
    }
    if (within.isEmpty()) {
      return;
    }
    long countedBefore = 0;
    long countedWithin = 0;
    long countedBehind = 0;
    for (int i = 0; i < counts.size(); i++) {
      Rank end = i < edges.size() ? edges.get(i) : Rank.LAST;
      if (end.compareTo(low) <= 0) {
        countedBefore += counts.get(i);
      } else if (end.compareTo(high) <= 0) {
        countedWithin += counts.get(i);
      } else {
        countedBehind += counts.get(i);
      }
    }
    if (countedBefore != before || countedWithin != within.get() || countedBehind != behind) {
      throw forged("the counts of one round contradict those of another");
    }
  }

  static ParleyException forged(String fact) {
    return new ParleyException(
        ErrorCode.ANSWER_FORGED,
        "The answer fails its checks: " + fact,
        "Run the query again; if this stays, an owner or the cloud cannot be trusted.");
  }
}
