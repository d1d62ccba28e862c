// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.planner.scalar.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * A step, and which of its columns stand for the fields of the algebra that it was made from.
 *
 * @param fields unmodifiable; may name a column twice, or in another order
 */
public record Placed(PlanStep step, List<Scalar.Input> fields) {

  public Placed {
    fields = List.copyOf(fields);
  }

  /** Returns {@code step} with its columns as fields. */
  public static Placed of(PlanStep step) {
    List<Scalar.Input> fields = new ArrayList<>();
    for (ResultColumn column : StepColumns.of(step)) {
      fields.add(new Scalar.Input(fields.size(), column.label(), column.type()));
    }
    return new Placed(step, fields);
  }

  /** Returns a step whose columns are exactly the fields. */
  public PlanStep settled() {
    List<ResultColumn> columns = StepColumns.of(step);
    List<PlanStep.Project.Item> items = new ArrayList<>();
    boolean same = fields.size() == columns.size();
    for (Scalar.Input field : fields) {
      same &= field.index() == items.size();
      items.add(new PlanStep.Project.Item(field, columns.get(field.index())));
    }
    return same ? step : new PlanStep.Project(step, items);
  }
}
