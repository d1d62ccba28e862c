// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.guard;

import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.planner.plan.Release;
import dev.parley.protocol.catalog.NearestMode;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;

/** A node's own best rows leave it only where its owner says so, and all others do. */
public final class OwnBestLeaveWhereAllowed implements PlanGuard {

  @Override
  public void check(PlanStep root, FederationCatalog catalog) {
    Steps.of(root, NodeQuery.class)
        .filter(query -> query.release() == Release.OWN_BEST)
        .forEach(query -> checkQuery(query, catalog));
  }

  private static void checkQuery(NodeQuery step, FederationCatalog catalog) {
    boolean allowed =
        catalog.tables(step.at().node().value()).stream()
            .filter(table -> table.name().equalsIgnoreCase(step.query().table()))
            .map(FederatedTable::nearest)
            .anyMatch(NearestMode.LOCAL::equals);
    if (!allowed) {
      throw new ParleyException(
          ErrorCode.USE_FORBIDDEN,
          "The plan breaks a promise: node '%s' does not allow its own best rows to leave it"
              .formatted(step.at().node()),
          "Report this statement; nothing was asked of any node.");
    }
  }
}
