// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.secureagg;

import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.stream.Collectors;

/** Asks every owner's leave for a use of a column. */
final class ColumnUses {

  private ColumnUses() {}

  /**
   * Returns normally if every owner allows {@code use}.
   *
   * @throws ParleyException USE_FORBIDDEN naming the nodes, the column and the use
   */
  static void require(FederatedColumn column, Use use) {
    if (column.forbidding(use).isEmpty()) {
      return;
    }
    String nodes =
        column.forbidding(use).stream()
            .map(node -> "'" + node + "'")
            .collect(Collectors.joining(", "));
    throw new ParleyException(
        ErrorCode.USE_FORBIDDEN,
        "Node %s does not allow column '%s' the use '%s'"
            .formatted(nodes, column.name(), use.word()),
        "Leave the column out there, or ask its owner to allow the use.");
  }
}
