// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.planner.catalog.FederatedTable;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.ColumnUses;
import java.util.stream.Collectors;

/** Asks every owner's leave for what a query does with columns. */
public final class Uses {

  private Uses() {}

  /**
   * Returns normally if every owner of {@code table} allows all that {@code query} does.
   *
   * @throws ParleyException USE_FORBIDDEN naming the nodes, the column and the use
   */
  public static void require(CanonicalQuery query, FederatedTable table) {
    ColumnUses.of(query, table.typing())
        .forEach(
            (name, uses) -> {
              FederatedColumn column = table.column(name.name()).orElseThrow();
              uses.forEach(use -> require(column, use));
            });
  }

  private static void require(FederatedColumn column, Use use) {
    if (column.forbidding(use).isEmpty()) {
      return;
    }
    String nodes =
        column.forbidding(use).stream()
            .map(node -> "'" + node + "'")
            .collect(Collectors.joining(", "));
    boolean one = column.forbidding(use).size() == 1;
    throw new ParleyException(
        ErrorCode.USE_FORBIDDEN,
        "%s %s not allow column '%s' the use '%s'"
            .formatted(
                (one ? "Node " : "Nodes ") + nodes, one ? "does" : "do", column.name(), use.word()),
        "Leave the column out there, or ask its owner to allow the use.");
  }
}
