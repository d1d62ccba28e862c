// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.topk;

import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Rank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A node's own best rows, in the order of their ranks. */
final class CandidateList {
  private final List<Candidate> candidates;
  private final long memoryBytes;

  CandidateList(List<Candidate> candidates) {
    this.candidates = candidates.stream().sorted(Comparator.comparing(Candidate::rank)).toList();
    this.memoryBytes = candidates.stream().mapToLong(Candidate::memoryBytes).sum();
  }

  int size() {
    return candidates.size();
  }

  long memoryBytes() {
    return memoryBytes;
  }

  /** How many lie in each bucket. */
  List<Long> counts(Narrowing.Count asked) {
    List<Long> counts = new ArrayList<>();
    int from = 0;
    for (Rank edge : asked.edges()) {
      int to = before(edge, from);
      counts.add((long) to - from);
      from = to;
    }
    counts.add((long) candidates.size() - from);
    return counts;
  }

  /** Those that lie before {@code bound}. */
  List<Candidate> before(Rank bound) {
    return candidates.subList(0, before(bound, 0));
  }

  private int before(Rank bound, int from) {
    int to = from;
    while (to < candidates.size() && candidates.get(to).rank().compareTo(bound) < 0) {
      to++;
    }
    return to;
  }
}
