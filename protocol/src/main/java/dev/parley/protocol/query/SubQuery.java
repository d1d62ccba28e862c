// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.query;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.topk.Narrowing;
import java.util.List;
import java.util.Optional;

/**
 * What all asked nodes are to answer: the same for each of them.
 *
 * @param sql canonical SQL
 * @param participants the nodes that are asked, sorted, none twice; unmodifiable
 * @param slots in what form each number is to be returned; unmodifiable
 * @param paillierKey fingerprint of the analyst's Paillier key, 64 hexadecimal digits
 * @param secret from which tokens, labels and checks are derived
 * @param places what the table is joined with; empty for all questions that read no list
 * @param narrowing what one round of a {@link dev.parley.protocol.sql.BestQuery} asks; empty for
 *     all others
 */
public record SubQuery(
    String sql,
    List<NodeId> participants,
    List<Slot> slots,
    String paillierKey,
    QuerySecret secret,
    Optional<PlaceList> places,
    Optional<Narrowing> narrowing) {

  /** A question of one table that is answered in one round. */
  public SubQuery(
      String sql,
      List<NodeId> participants,
      List<Slot> slots,
      String paillierKey,
      QuerySecret secret) {
    this(sql, participants, slots, paillierKey, secret, Optional.empty(), Optional.empty());
  }

  public SubQuery {
    participants = List.copyOf(participants);
    slots = List.copyOf(slots);
    if (participants.isEmpty()) {
      throw new IllegalArgumentException("Invalid sub-query: nobody is asked");
    }
    for (int i = 1; i < participants.size(); i++) {
      if (participants.get(i - 1).compareTo(participants.get(i)) >= 0) {
        throw new IllegalArgumentException("Invalid sub-query: participants are not sorted");
      }
    }
  }
}
