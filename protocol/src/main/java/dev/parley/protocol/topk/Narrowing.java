// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.topk;

import dev.parley.protocol.QueryId;
import dev.parley.protocol.spatial.PlaceList;
import java.util.List;
import java.util.Optional;

/**
 * What one round asks of a node's candidates: the k rows that are the best of its own. A first
 * round counts them; or it is the only one, and has all of them released with their ranks, where
 * the owner allows that.
 *
 * @param basis the query of the first round, whose candidates are asked; empty in the first
 */
public record Narrowing(Optional<QueryId> basis, Wanted wanted) {
  /** The most edges that one round may have, if its table is not joined with a list. */
  public static final int MAX_EDGES = 1023;

  /** The most edges that one round may have. */
  public static final int MAX_LISTED_EDGES = 120_000;

  public Narrowing {
    if (basis.isEmpty()
        && wanted instanceof Release release
        && !release.bounds().equals(List.of(Rank.LAST))) {
      throw new IllegalArgumentException("Invalid narrowing: a bound in what nobody has counted");
    }
  }

  /** The one round of a question that owners allow to be answered in one. */
  public static Narrowing oneRound() {
    return new Narrowing(Optional.empty(), new Release(Rank.LAST));
  }

  /** Whether it is the only round, in which nodes release all their candidates. */
  public boolean isOneRound() {
    return basis.isEmpty() && wanted instanceof Release;
  }

  /** What is to be told of the candidates. */
  public sealed interface Wanted {}

  /**
   * How many of them lie before the first edge, how many from each edge on up to the next, how many
   * from the last on; each counted no further than k.
   *
   * @param edges ascending, none twice; at most {@value #MAX_LISTED_EDGES}; unmodifiable
   */
  public record Count(List<Rank> edges) implements Wanted {

    public Count {
      edges = List.copyOf(edges);
      if (edges.isEmpty() || edges.size() > MAX_LISTED_EDGES) {
        throw new IllegalArgumentException("Invalid narrowing: " + edges.size() + " edges");
      }
      requireAscending(edges);
    }

    /** How many numbers the answer has. */
    public int buckets() {
      return edges.size() + 1;
    }
  }

  /**
   * Those that lie before a bound, and are of the bound's entry if the table is joined with a list.
   *
   * @param bounds one, or one for each entry, ascending; unmodifiable
   */
  public record Release(List<Rank> bounds) implements Wanted {

    /** Of a table that is joined with no list. */
    public Release(Rank bound) {
      this(List.of(bound));
    }

    public Release {
      bounds = List.copyOf(bounds);
      if (bounds.isEmpty() || bounds.size() > PlaceList.MAX_ENTRIES) {
        throw new IllegalArgumentException("Invalid narrowing: " + bounds.size() + " bounds");
      }
      requireAscending(bounds);
    }
  }

  private static void requireAscending(List<Rank> places) {
    for (int i = 0; i < places.size(); i++) {
      if (i > 0 && places.get(i - 1).compareTo(places.get(i)) >= 0) {
        throw new IllegalArgumentException("Invalid narrowing: places do not ascend");
      }
      if (places.get(i).length() > Rank.MAX_BYTES) {
        throw new IllegalArgumentException("Invalid narrowing: a place of too many bytes");
      }
    }
  }
}
