// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.guard;

import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.PlanStep;

/** An invariant of a finished plan. */
@FunctionalInterface
public interface PlanGuard {

  /**
   * Returns normally if {@code root} keeps the invariant.
   *
   * @param catalog the one that was planned with
   * @throws dev.parley.protocol.error.ParleyException naming the step which breaks it
   */
  void check(PlanStep root, FederationCatalog catalog);
}
