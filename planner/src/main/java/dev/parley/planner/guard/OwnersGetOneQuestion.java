// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.guard;

import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.PlanStep.Merge;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.List;

/** All nodes that are merged get the same sub-query, once, in the order of their names. */
public final class OwnersGetOneQuestion implements PlanGuard {

  @Override
  public void check(PlanStep root, FederationCatalog catalog) {
    Steps.of(root, Merge.class)
        .map(merge -> Steps.of(merge, NodeQuery.class).toList())
        .forEach(OwnersGetOneQuestion::checkAlike);
  }

  private static void checkAlike(List<NodeQuery> queries) {
    for (int i = 1; i < queries.size(); i++) {
      NodeQuery before = queries.get(i - 1);
      NodeQuery query = queries.get(i);
      NodeId node = query.at().node();
      if (!query.query().equals(before.query())
          || !query.slots().equals(before.slots())
          || query.release() != before.release()) {
        throw broken("node '%s' is asked another question than the others".formatted(node));
      }
      if (before.at().node().compareTo(node) >= 0) {
        throw broken("node '%s' is asked twice, or out of order".formatted(node));
      }
    }
  }

  private static ParleyException broken(String fact) {
    return new ParleyException(
        ErrorCode.INTERNAL,
        "The plan breaks a promise: " + fact,
        "Report this statement; nothing was asked of any node.");
  }
}
