// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.CanonicalQuery;
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

  boolean isGrouped() {
    return !query.groupBy().isEmpty();
  }
}
