// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.guard;

import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.PlanStep.Merge;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.List;

/** What is merged has as many owners in it as each of them demands. */
public final class EnoughOwnersAreMerged implements PlanGuard {

  @Override
  public void check(PlanStep root, FederationCatalog catalog) {
    Steps.of(root, Merge.class)
        .map(merge -> Steps.of(merge, NodeQuery.class).toList())
        .forEach(queries -> checkNumber(queries, catalog));
  }

  private static void checkNumber(List<NodeQuery> queries, FederationCatalog catalog) {
    for (NodeQuery query : queries) {
      int demanded =
          catalog.tables(query.at().node().value()).stream()
              .mapToInt(FederatedTable::minOwners)
              .max()
              .orElse(Integer.MAX_VALUE);
      if (queries.size() < demanded) {
        throw new ParleyException(
            ErrorCode.TOO_FEW_OWNERS,
            "The plan breaks a promise: it merges %d owners, but node '%s' demands %d"
                .formatted(queries.size(), query.at().node(), demanded),
            "Report this statement; nothing was asked of any node.");
      }
    }
  }
}
