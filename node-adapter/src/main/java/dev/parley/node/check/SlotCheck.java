// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotWidths;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Typing;
import java.util.List;

/**
 * Confirms that slots are those that the aggregates have by their types, and no others. Narrower
 * ones would overflow or not by how large this node's part is, and the refusal would tell.
 */
record SlotCheck(NodeId node, Typing typing) {

  /**
   * Confirms {@code slots}.
   *
   * @throws ParleyException PEER_REFUSED if they are others
   */
  void require(List<Slot> slots, List<Aggregation> aggregations) {
    List<Slot> due = SlotWidths.of(aggregations, typing);
    if (slots.size() != due.size()) {
      throw refused(
          "%d are asked for, where its aggregates have %d".formatted(slots.size(), due.size()));
    }
    for (int i = 0; i < due.size(); i++) {
      if (!slots.get(i).equals(due.get(i))) {
        throw refused(
            "the one at place %d is not as wide, fine or placed as its type says".formatted(i + 1));
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
