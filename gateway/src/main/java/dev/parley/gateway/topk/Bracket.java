// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.topk;

import dev.parley.protocol.topk.Rank;
import java.math.BigInteger;
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

  /** Returns all edges by which this is to be split: the given ones, and its own ends. */
  List<Rank> edges(List<Rank> inner) {
    if (within.isEmpty()) {
      return inner;
    }
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
   * What counting has shown.
   *
   * @param bound before which the k best lie, and no others; empty as long as it is not found
   * @param bracket where to look on, if it is not
   * @param rows how many rows lie before {@code bound}
   */
  record Finding(Optional<Rank> bound, Bracket bracket, long rows) {}

  /**
   * Returns what {@code counts} show of the place of the k-th.
   *
   * @param edges those that were counted by
   * @param counts one more than edges
   * @param k from 1
   * @throws dev.parley.protocol.error.ParleyException if these counts contradict earlier ones
   */
  Finding narrowed(List<Rank> edges, List<BigInteger> counts, long k) {
    Contradictions.require(this, edges, counts);
    long below = 0;
    for (int i = 0; i < counts.size(); i++) {
      long here = counts.get(i).longValueExact();
      Rank end = i < edges.size() ? edges.get(i) : Rank.LAST;
      if (below + here == k || (below + here < k && i == edges.size())) {
        return new Finding(Optional.of(end), this, below + here);
      }
      if (below + here > k) {
        Rank begin = i == 0 ? Rank.FIRST : edges.get(i - 1);
        long rest = total(counts) - below - here;
        return new Finding(
            Optional.empty(), new Bracket(begin, end, below, Optional.of(here), rest), 0);
      }
      below += here;
    }
    throw new IllegalStateException("No bucket holds the place, though the last one is open");
  }

  static long total(List<BigInteger> counts) {
    return counts.stream().reduce(BigInteger.ZERO, BigInteger::add).longValueExact();
  }
}
