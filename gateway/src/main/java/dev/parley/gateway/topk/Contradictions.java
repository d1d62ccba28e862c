// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.topk;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.topk.Rank;
import java.math.BigInteger;
import java.util.List;

/** Rounds are answered from the same candidates, so what they count must fit together. */
final class Contradictions {

  private Contradictions() {}

  /**
   * Returns normally if counts fit what is known.
   *
   * @throws ParleyException with {@link ErrorCode#ANSWER_FORGED} if not
   */
  static void require(Bracket known, List<Rank> edges, List<BigInteger> counts) {
    if (counts.size() != edges.size() + 1) {
      throw forged("there are more or fewer counts than were asked for");
    }
    if (known.within().isEmpty()) {
      return;
    }
    long before = 0;
    long within = 0;
    long behind = 0;
    for (int i = 0; i < counts.size(); i++) {
      Rank end = i < edges.size() ? edges.get(i) : Rank.LAST;
      long here = counts.get(i).longValueExact();
      if (end.compareTo(known.low()) <= 0) {
        before += here;
      } else if (end.compareTo(known.high()) <= 0) {
        within += here;
      } else {
        behind += here;
      }
    }
    if (before != known.before() || within != known.within().get() || behind != known.behind()) {
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
