// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Aggregation.Function;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Confirms that slots ask for no more than the aggregates: one value for each of them, exact; for a
 * sum also whether there is one.
 */
record SlotCheck(NodeId node, List<Aggregation> aggregations) {

  /** Which number of which aggregate a slot asks for. */
  private record Asked(Slot.Kind kind, int aggregation) {}

  /** Confirms {@code slots}, given the type of each aggregate's argument. */
  void require(List<Slot> slots, List<Optional<ColumnType>> arguments) {
    Set<Asked> asked = new HashSet<>();
    for (Slot slot : slots) {
      if (slot.aggregation() >= aggregations.size()
          || !asked.add(new Asked(slot.kind(), slot.aggregation()))) {
        throw refused("a slot is there twice, or asks for no aggregate");
      }
      requireOne(slot, arguments.get(slot.aggregation()));
    }
    List<Asked> wanted = new ArrayList<>();
    for (int i = 0; i < aggregations.size(); i++) {
      wanted.add(new Asked(Slot.Kind.VALUE, i));
    }
    if (!asked.containsAll(wanted)) {
      throw refused("an aggregate has no slot for its value");
    }
  }

  private void requireOne(Slot slot, Optional<ColumnType> argument) {
    boolean sum = aggregations.get(slot.aggregation()).function() == Function.SUM;
    boolean sumValue = sum && slot.kind() == Slot.Kind.VALUE;
    if (!sum && slot.kind() == Slot.Kind.PRESENCE) {
      throw refused("a slot asks whether a count is there");
    }
    if (!sumValue && slot.scale() != 0) {
      throw refused("a slot of a count has digits after the point");
    }
    if (sumValue && slot.scale() < argument.map(ColumnType::scale).orElse(0)) {
      throw refused("a slot has fewer digits after the point than its column");
    }
  }

  private ParleyException refused(String fact) {
    return new ParleyException(
        ErrorCode.PEER_REFUSED,
        "Node '%s' refuses the slots of a sub-query: %s".formatted(node, fact),
        "Run a gateway of the same version as the nodes, and connect anew to read the catalog.");
  }
}
