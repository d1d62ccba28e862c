// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;

/** A relation, a condition over it, a projection over that; each but the relation may be absent. */
public record SelectedRows(
    RelNode relation, Optional<RexNode> condition, Optional<Project> project) {

  /** Takes {@code algebra} apart. */
  public static SelectedRows of(RelNode algebra) {
    RelNode rest = algebra;
    Optional<Project> project = Optional.empty();
    Optional<RexNode> condition = Optional.empty();
    if (rest instanceof Project found) {
      project = Optional.of(found);
      rest = found.getInput();
    }
    if (rest instanceof Filter found) {
      condition = Optional.of(found.getCondition());
      rest = found.getInput();
    }
    return new SelectedRows(rest, condition, project);
  }
}
