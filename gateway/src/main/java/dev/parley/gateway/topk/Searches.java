// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.topk;

import dev.parley.gateway.topk.Search.Found;
import dev.parley.protocol.query.CountSlots;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Narrowing.Count;
import dev.parley.protocol.topk.Rank;
import dev.parley.protocol.topk.ScoreCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The searches for the best rows of each entry of a list, all of which each round goes on with; or
 * the one search, if there is no list. For one thread.
 */
final class Searches {
  /** What nodes take in one question, with something left for the list. */
  private static final int MAX_BYTES = 3 << 20;

  private static final int MAX_EDGES = 100_000;
  private static final int MAX_SLOTS = 4000;

  /** With fewer, there would be too many rounds. */
  private static final int LEAST_EDGES = 8;

  private final boolean listed;
  private final long limit;
  private final SortedMap<Integer, Search> open = new TreeMap<>();
  private final SortedMap<Integer, Found> found = new TreeMap<>();

  /** How many counts each entry has that is asked about, in order. */
  private final SortedMap<Integer, Integer> asked = new TreeMap<>();

  private int rounds;

  /**
   * Begins the searches.
   *
   * @param limit how many rows of each entry are asked for, from 1
   */
  Searches(ScoreCode code, long limit, Optional<PlaceList> places) {
    this.listed = places.isPresent();
    this.limit = limit;
    if (places.isEmpty()) {
      open.put(0, new Search(code, limit));
      return;
    }
    for (PlaceList.Entry entry : places.get().entries()) {
      open.put(entry.number(), new Search(code, limit));
    }
  }

  /** Whether the rows are known. */
  boolean isOver() {
    return open.isEmpty();
  }

  /** How many rounds have counted. */
  int rounds() {
    return rounds;
  }

  /**
   * By which edges to count next.
   *
   * @param nodes how many nodes count
   */
  Count next(int nodes) {
    if (!listed) {
      return search(0).next(Narrowing.MAX_EDGES);
    }
    int most = Math.min(MAX_EDGES, CountSlots.most(MAX_SLOTS, limit, nodes));
    int each = Math.max(LEAST_EDGES, most / open.size() - 2);
    asked.clear();
    List<Rank> edges = new ArrayList<>();
    long bytes = 0;
    for (var entry : open.entrySet()) {
      List<Rank> its = ofEntry(entry.getKey(), entry.getValue().next(each));
      bytes += its.stream().mapToLong(edge -> Integer.BYTES + edge.length()).sum();
      if (!asked.isEmpty() && (bytes > MAX_BYTES || edges.size() + its.size() > most)) {
        break; // in the next round
      }
      boolean adjoins = !edges.isEmpty() && edges.get(edges.size() - 1).equals(its.get(0));
      edges.addAll(adjoins ? its.subList(1, its.size()) : its);
      asked.put(entry.getKey(), its.size() - 1);
    }
    return new Count(edges);
  }

  /** The edges, with those that part the entry from its neighbours. */
  private static List<Rank> ofEntry(int entry, Count count) {
    List<Rank> edges = new ArrayList<>();
    edges.add(Rank.FIRST.ofEntry(entry));
    count.edges().forEach(edge -> edges.add(edge.ofEntry(entry)));
    edges.add(Rank.FIRST.ofEntry(entry + 1));
    return edges;
  }

  /**
   * Takes the counts of all owners together.
   *
   * @param nodes how many have counted
   * @throws dev.parley.protocol.error.ParleyException ANSWER_FORGED if they cannot be,
   *     NOT_SUPPORTED if too many rounds have not shown the rows
   */
  void counted(List<Long> counts, int nodes) {
    rounds++;
    if (!listed) {
      counted(0, counts, nodes);
      return;
    }
    int next = 0;
    int before = -1;
    for (var entry : List.copyOf(asked.entrySet())) {
      // between entries that do not adjoin are those that are not asked about
      next += entry.getKey() == before + 1 && before >= 0 ? 0 : 1;
      counted(entry.getKey(), counts.subList(next, next + entry.getValue()), nodes);
      next += entry.getValue();
      before = entry.getKey();
    }
  }

  private void counted(int entry, List<Long> counts, int nodes) {
    if (Search.total(counts) > limit * nodes) {
      throw Bracket.forged("there are more candidates than there can be");
    }
    search(entry)
        .counted(counts)
        .ifPresent(
            bound -> {
              found.put(entry, bound);
              open.remove(entry);
            });
  }

  private Search search(int entry) {
    return Objects.requireNonNull(open.get(entry));
  }

  /** What is to be released, once all searches are over. */
  Narrowing.Release release() {
    List<Rank> bounds = new ArrayList<>();
    found.forEach(
        (entry, place) -> bounds.add(listed ? place.bound().ofEntry(entry) : place.bound()));
    return new Narrowing.Release(bounds);
  }

  /** How many rows are to be released. */
  long rows() {
    return found.values().stream().mapToLong(Found::rows).sum();
  }
}
