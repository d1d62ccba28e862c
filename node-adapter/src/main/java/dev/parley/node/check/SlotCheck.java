// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.CountSlots;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotWidths;
import dev.parley.protocol.query.SubQuery;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.Typing;
import dev.parley.protocol.topk.Narrowing;
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
    requireSame(slots, SlotWidths.of(aggregations, typing));
  }

  /**
   * Confirms that a round is asked of a question that has rounds, and no other, in the slots that
   * it has.
   *
   * @throws ParleyException PEER_REFUSED if not
   */
  void requireRound(CanonicalQuery query, SubQuery asked) {
    if (!(query instanceof BestQuery best)) {
      if (asked.narrowing().isPresent()) {
        throw refused("its question has no rounds");
      }
      return;
    }
    Narrowing round = asked.narrowing().orElseThrow(() -> refused("its question has rounds"));
    requireOneOfEachEntry(round, asked);
    int nodes = asked.participants().size();
    requireSame(
        asked.slots(),
        round.wanted() instanceof Narrowing.Count count
            ? CountSlots.of(count.buckets(), best.limit(), nodes).slots()
            : List.of());
  }

  /** Ranks tell entries of a list apart by their numbers. */
  private void requireOneOfEachEntry(Narrowing round, SubQuery asked) {
    if (asked.places().isEmpty()) {
      boolean many =
          round.wanted() instanceof Narrowing.Count count
              ? count.edges().size() > Narrowing.MAX_EDGES
              : ((Narrowing.Release) round.wanted()).bounds().size() > 1;
      if (many) {
        throw refused("there are more edges, or bounds, than its question can have");
      }
      return;
    }
    List<PlaceList.Entry> entries = asked.places().get().entries();
    if (entries.stream().mapToInt(PlaceList.Entry::number).distinct().count() < entries.size()) {
      throw refused("its list has two entries of the same number");
    }
  }

  private void requireSame(List<Slot> slots, List<Slot> due) {
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
