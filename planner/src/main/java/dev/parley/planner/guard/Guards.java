// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.guard;

import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.PlanStep;
import java.util.List;

/** All guards; every finished plan passes them before anyone sees it. */
public final class Guards {
  private static final List<PlanGuard> ALL =
      List.of(
          new MergeReadsOnlyCiphertext(),
          new ColumnsHaveTheirUses(),
          new OwnBestLeaveWhereAllowed(),
          new OwnersGetOneQuestion(),
          new EnoughOwnersAreMerged());

  private Guards() {}

  /**
   * Returns normally if the plan that ends in {@code root} breaks no promise.
   *
   * @throws dev.parley.protocol.error.ParleyException naming the step which does
   */
  public static void check(PlanStep root, FederationCatalog catalog) {
    ALL.forEach(guard -> guard.check(root, catalog));
  }
}
