// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.node.run.Withdrawal;
import dev.parley.protocol.QueryId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
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
  private final Map<QueryId, Withdrawal> begun = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /** How far a query has come. */
  private record Seen(boolean finished, boolean cleared, Instant expiry) {}

  /**
   * Notes that a query is being handled; returns by what it will be known that it was taken back,
   * or nothing if it is not to be handled: it was seen before, or too many others of the analyst
   * wait. For one thread.
   */
  Optional<Withdrawal> begin(QueryId queryId) {
    if (waiting.get() >= MOST_WAITING
        || seen.putIfAbsent(queryId, new Seen(false, false, Instant.MAX)) != null) {
      return Optional.empty();
    }
    waiting.incrementAndGet();
    Withdrawal withdrawal = new Withdrawal();
    begun.put(queryId, withdrawal);
    return Optional.of(withdrawal);
  }

  /**
   * Has those end that were begun, and are gone from the inbox: they were taken back.
   *
   * @param asked what is in the inbox
   */
  void withdrawOthers(Set<QueryId> asked) {
    begun.forEach(
        (queryId, withdrawal) -> {
          if (!asked.contains(queryId)) {
            withdrawal.withdraw();
          }
        });
  }

  /** Notes that a query, which was begun, will have to be looked at again. */
  void retry(QueryId queryId) {
    seen.remove(queryId);
    begun.remove(queryId);
    waiting.decrementAndGet();
  }

  /** Notes that a query, which was begun, was handled. */
  void finish(QueryId queryId, Instant expiry) {
    seen.put(queryId, new Seen(true, false, expiry));
    begun.remove(queryId);
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
