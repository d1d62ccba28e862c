// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Aggregation.Function;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Confirms that slots ask for no more than the aggregates: the value of each of them once, of exact
 * numbers every digit; for a sum also whether there is one.
 */
record SlotCheck(NodeId node, List<Aggregation> aggregations) {

  /** Confirms {@code slots}, given the type of each aggregate's argument. */
  void require(List<Slot> slots, List<Optional<ColumnType>> arguments) {
    if (slots.stream().anyMatch(slot -> slot.aggregation() >= aggregations.size())) {
      throw refused("a slot asks for no aggregate");
    }
    for (int i = 0; i < aggregations.size(); i++) {
      requireValue(of(slots, Slot.Kind.VALUE, i), aggregations.get(i), arguments.get(i));
      requirePresence(of(slots, Slot.Kind.PRESENCE, i), aggregations.get(i));
    }
  }

  /** Returns the slots of one number, by their limbs. */
  private static List<Slot> of(List<Slot> slots, Slot.Kind kind, int aggregation) {
    return slots.stream()
        .filter(slot -> slot.kind() == kind && slot.aggregation() == aggregation)
        .sorted(Comparator.comparingInt(Slot::limb))
        .toList();
  }

  private void requireValue(
      List<Slot> limbs, Aggregation aggregation, Optional<ColumnType> argument) {
    if (limbs.isEmpty()) {
      throw refused("an aggregate has no slot for its value");
    }
    requireLimbs(limbs);
    int scale = limbs.get(0).scale();
    if (!aggregation.isSum() && scale != 0) {
      throw refused("a slot of a count has digits after the point");
    }
    boolean exact = argument.map(type -> type.kind() != Kind.DOUBLE).orElse(true);
    if (aggregation.isSum() && exact && scale < scale(aggregation, argument)) {
      throw refused("a slot has fewer digits after the point than its argument");
    }
  }

  private static int scale(Aggregation aggregation, Optional<ColumnType> argument) {
    int scale = argument.map(ColumnType::scale).orElse(0);
    return aggregation.function() == Function.SUM_SQUARES ? 2 * scale : scale;
  }

  private void requirePresence(List<Slot> slots, Aggregation aggregation) {
    if (!slots.isEmpty() && !aggregation.isSum()) {
      throw refused("a slot asks whether a count is there");
    }
    requireLimbs(slots);
    if (slots.size() > 1 || slots.stream().anyMatch(slot -> slot.scale() != 0)) {
      throw refused("a slot that asks whether there is a sum has digits after the point, or limbs");
    }
  }

  private void requireLimbs(List<Slot> limbs) {
    for (int i = 0; i < limbs.size(); i++) {
      if (limbs.get(i).limb() != i || limbs.get(i).scale() != limbs.get(0).scale()) {
        throw refused("a slot is there twice, or its limbs do not make up a number");
      }
    }
  }

  private ParleyException refused(String fact) {
    return new ParleyException(
        ErrorCode.PEER_REFUSED,
        "Node '%s' refuses the slots of a sub-query: %s".formatted(node, fact),
        "Run a gateway of the same version as the nodes, and connect anew to read the catalog.");
  }
}
