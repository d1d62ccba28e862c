// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.RowQuery;
import java.util.List;

/**
 * What a plan asks of the owners.
 *
 * @param participants the nodes that are asked, sorted; unmodifiable
 * @param query the same for all of them
 * @param slots in what form each number is to be returned; unmodifiable
 */
public record SecureQuestion(List<NodeId> participants, CanonicalQuery query, List<Slot> slots) {

  public SecureQuestion {
    participants = participants.stream().sorted().toList();
    slots = List.copyOf(slots);
  }

  /** Returns the same question to other nodes. */
  SecureQuestion to(List<NodeId> nodes) {
    return new SecureQuestion(nodes, query, slots);
  }

  /** Whether every node reports exactly one group, which has no key. */
  public boolean isOneGroup() {
    return query instanceof AggregateQuery aggregates && aggregates.groupBy().isEmpty();
  }

  /** How many values the key of a group has, or a row. */
  int keyWidth() {
    if (query instanceof RowQuery rows) {
      return rows.items().size() + rows.extremes().size();
    }
    return ((AggregateQuery) query).groupBy().size();
  }
}
