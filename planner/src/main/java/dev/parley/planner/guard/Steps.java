// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.guard;

import dev.parley.planner.plan.PlanStep;
import java.util.stream.Stream;

/** All steps of a plan, whatever their order. */
final class Steps {

  private Steps() {}

  static <T extends PlanStep> Stream<T> of(PlanStep root, Class<T> kind) {
    Stream<T> self = kind.isInstance(root) ? Stream.of(kind.cast(root)) : Stream.empty();
    return Stream.concat(self, root.inputs().stream().flatMap(input -> of(input, kind)));
  }
}
