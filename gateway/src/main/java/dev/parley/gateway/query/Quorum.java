// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import java.util.OptionalInt;

/**
 * How many nodes an answer needs.
 *
 * @param minNodes how many the session is content with; empty for all that are asked
 * @param minOwners how many the most demanding of the owners wants to be merged with
 */
public record Quorum(OptionalInt minNodes, int minOwners) {
  /** Nobody may be missing. */
  public static final Quorum ALL = new Quorum(OptionalInt.empty(), 1);

  /** How many of {@code participants} nodes the session wants; not fewer than owners demand. */
  int least(int participants) {
    return Math.max(minOwners, wanted(participants));
  }

  /** How many of {@code participants} nodes the session wants, whatever the owners demand. */
  int wanted(int participants) {
    return minNodes.orElse(participants);
  }
}
