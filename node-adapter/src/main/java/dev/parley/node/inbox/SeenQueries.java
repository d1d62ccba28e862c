// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.protocol.QueryId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sub-queries of one analyst that were found, so that each is handled and cleared away once.
 */
final class SeenQueries {
  private final Map<QueryId, Seen> seen = new ConcurrentHashMap<>();

  /** How far a query has come. */
  private record Seen(boolean finished, boolean cleared, Instant expiry) {}

  /** Notes that a query is being handled; returns whether it was not seen before. */
  boolean begin(QueryId queryId) {
    return seen.putIfAbsent(queryId, new Seen(false, false, Instant.MAX)) == null;
  }

  /** Notes that a query will have to be looked at again. */
  void retry(QueryId queryId) {
    seen.remove(queryId);
  }

  /** Notes that a query was handled. */
  void finish(QueryId queryId, Instant expiry) {
    seen.put(queryId, new Seen(true, false, expiry));
  }

  /**
   * Returns the queries that are over since this was asked before: handled, and gone from the inbox
   * or expired.
   *
   * @param asked what is in the inbox
   */
  Set<QueryId> over(Set<QueryId> asked, Instant now) {
    Set<QueryId> over = new HashSet<>();
    for (Map.Entry<QueryId, Seen> entry : Map.copyOf(seen).entrySet()) {
      Seen state = entry.getValue();
      if (!state.finished()) {
        continue;
      }
      boolean gone = !asked.contains(entry.getKey());
      if (!state.cleared() && (gone || state.expiry().isBefore(now))) {
        over.add(entry.getKey());
      }
      if (gone) {
        seen.remove(entry.getKey());
      } else if (over.contains(entry.getKey())) {
        seen.put(entry.getKey(), new Seen(true, true, state.expiry()));
      }
    }
    return over;
  }
}
