// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.protocol.QueryId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sub-queries of one analyst that were found, so that each is handled and cleared away once.
 */
final class SeenQueries {
  /** How many may wait or be at work at once, so that no analyst crowds out the others. */
  static final int MOST_WAITING = 32;

  private final Map<QueryId, Seen> seen = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /** How far a query has come. */
  private record Seen(boolean finished, boolean cleared, Instant expiry) {}

  /**
   * Notes that a query is being handled; returns whether it is to be: it was not seen before, and
   * not too many others of the analyst wait. For one thread.
   */
  boolean begin(QueryId queryId) {
    if (waiting.get() >= MOST_WAITING
        || seen.putIfAbsent(queryId, new Seen(false, false, Instant.MAX)) != null) {
      return false;
    }
    waiting.incrementAndGet();
    return true;
  }

  /** Notes that a query, which was begun, will have to be looked at again. */
  void retry(QueryId queryId) {
    seen.remove(queryId);
    waiting.decrementAndGet();
  }

  /** Notes that a query, which was begun, was handled. */
  void finish(QueryId queryId, Instant expiry) {
    seen.put(queryId, new Seen(true, false, expiry));
    waiting.decrementAndGet();
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
