// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.guard;

import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.ColumnUses;
import java.util.Set;

/** Every column that a node is asked about is published there, with the use that is made of it. */
public final class ColumnsHaveTheirUses implements PlanGuard {

  @Override
  public void check(PlanStep root, FederationCatalog catalog) {
    Steps.of(root, NodeQuery.class).forEach(query -> checkQuery(query, catalog));
  }

  private static void checkQuery(NodeQuery step, FederationCatalog catalog) {
    NodeId node = step.at().node();
    CanonicalQuery query = step.query();
    FederatedTable table =
        catalog.tables(node.value()).stream()
            .filter(t -> t.name().equalsIgnoreCase(query.table()))
            .findFirst()
            .orElseThrow(() -> broken("node '%s' has not published its table".formatted(node)));
    ColumnUses.of(query, table.typing())
        .forEach((column, uses) -> uses.forEach(use -> require(table, node, column.name(), use)));
  }

  private static void require(FederatedTable table, NodeId node, String column, Use use) {
    boolean allowed =
        table
            .column(column)
            .filter(c -> c.usesByNode().getOrDefault(node, Set.of()).contains(use))
            .isPresent();
    if (!allowed) {
      throw broken(
          "node '%s' does not allow column '%s' the use '%s'".formatted(node, column, use.word()));
    }
  }

  private static ParleyException broken(String fact) {
    return new ParleyException(
        ErrorCode.USE_FORBIDDEN,
        "The plan breaks a promise: " + fact,
        "Report this statement; nothing was asked of any node.");
  }
}
