// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.query.CountSlots;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.spatial.PlaceList;
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
 * @param places what the table is joined with, if the query reads any
 * @param slots in what form each number is to be returned; unmodifiable
 * @param narrowing which round it is of a question that has rounds; empty for all others
 */
public record SecureQuestion(
    List<NodeId> participants,
    CanonicalQuery query,
    Optional<PlaceList> places,
    List<Slot> slots,
    Optional<Narrowing> narrowing) {

  /** A question of one table that is answered in one round. */
  public SecureQuestion(List<NodeId> participants, CanonicalQuery query, List<Slot> slots) {
    this(participants, query, Optional.empty(), slots, Optional.empty());
  }

  public SecureQuestion {
    participants = participants.stream().sorted().toList();
    slots = List.copyOf(slots);
  }

  /** Returns one round of this, which is a question for the best rows. */
  public SecureQuestion round(List<NodeId> nodes, Narrowing round) {
    List<Slot> due =
        round.wanted() instanceof Narrowing.Count count
            ? CountSlots.of(count.buckets(), ((BestQuery) query).limit(), nodes.size()).slots()
            : List.of();
    return new SecureQuestion(nodes, query, places, due, Optional.of(round));
  }

  /** Returns the same question to other nodes. */
  SecureQuestion to(List<NodeId> nodes) {
    return narrowing
        .map(round -> round(nodes, round))
        .orElseGet(() -> new SecureQuestion(nodes, query, places, slots, narrowing));
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
