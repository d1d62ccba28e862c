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

  /**
   * How many lie in each bucket.
   *
   * @param most no bucket is told to have more; one may, where it is of many entries of a list
   */
  List<Long> counts(Narrowing.Count asked, long most) {
    List<Long> counts = new ArrayList<>();
    int from = 0;
    for (Rank edge : asked.edges()) {
      int to = before(edge, from);
      counts.add(Math.min(most, (long) to - from));
      from = to;
    }
    counts.add(Math.min(most, (long) candidates.size() - from));
    return counts;
  }

  /** All of them. */
  List<Candidate> all() {
    return candidates;
  }

  /**
   * Those that lie before one of {@code bounds}.
   *
   * @param listed whether only those of the bound's entry are meant
   */
  List<Candidate> before(List<Rank> bounds, boolean listed) {
    List<Candidate> before = new ArrayList<>();
    int from = 0;
    for (Rank bound : bounds) {
      int to = before(bound, from);
      candidates.subList(from, to).stream()
          .filter(candidate -> !listed || candidate.rank().isOfSameEntry(bound))
          .forEach(before::add);
      from = to;
    }
    return before;
  }

  private int before(Rank bound, int from) {
    int to = from;
    while (to < candidates.size() && candidates.get(to).rank().compareTo(bound) < 0) {
      to++;
    }
    return to;
  }
}
