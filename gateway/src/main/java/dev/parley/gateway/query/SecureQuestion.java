// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.query.CountSlots;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.RowQuery;
import dev.parley.protocol.topk.Narrowing;
import java.util.List;
import java.util.Optional;

/**
 * What a plan asks of the owners.
 *
 * @param participants the nodes that are asked, sorted; unmodifiable
 * @param query the same for all of them
 * @param slots in what form each number is to be returned; unmodifiable
 * @param narrowing which round it is of a question that has rounds; empty for all others
 */
public record SecureQuestion(
    List<NodeId> participants,
    CanonicalQuery query,
    List<Slot> slots,
    Optional<Narrowing> narrowing) {

  /** A question that is answered in one round. */
  public SecureQuestion(List<NodeId> participants, CanonicalQuery query, List<Slot> slots) {
    this(participants, query, slots, Optional.empty());
  }

  public SecureQuestion {
    participants = participants.stream().sorted().toList();
    slots = List.copyOf(slots);
  }

  /** One round of a question for the best rows. */
  public static SecureQuestion round(List<NodeId> nodes, BestQuery query, Narrowing narrowing) {
    List<Slot> slots =
        narrowing.wanted() instanceof Narrowing.Count count
            ? CountSlots.of(count.buckets(), query.limit(), nodes.size()).slots()
            : List.of();
    return new SecureQuestion(nodes, query, slots, Optional.of(narrowing));
  }

  /** Returns the same question to other nodes. */
  SecureQuestion to(List<NodeId> nodes) {
    if (query instanceof BestQuery best && narrowing.isPresent()) {
      return round(nodes, best, narrowing.get());
    }
    return new SecureQuestion(nodes, query, slots, narrowing);
  }

  /** Whether every node reports exactly one group, which has no key. */
  public boolean isOneGroup() {
    return query instanceof AggregateQuery aggregates
        ? aggregates.groupBy().isEmpty()
        : !isOfRows();
  }

  /** Whether rows are asked for, rather than numbers. */
  boolean isOfRows() {
    return query instanceof RowQuery
        || narrowing.filter(n -> n.wanted() instanceof Narrowing.Release).isPresent();
  }

  /** How many values the key of a group has, or a row. */
  int keyWidth() {
    if (query instanceof RowQuery rows) {
      return rows.items().size() + rows.extremes().size();
    }
    if (query instanceof BestQuery best) {
      int rank = narrowing.filter(Narrowing::isOneRound).isPresent() ? 1 : 0;
      return isOfRows() ? best.items().size() + 1 + rank : 0;
    }
    return ((AggregateQuery) query).groupBy().size();
  }
}
