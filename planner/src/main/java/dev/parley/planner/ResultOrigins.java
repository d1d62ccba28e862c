// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import dev.parley.planner.plan.ColumnOrigin;
import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelColumnOrigin;

/** Which tables the columns of a result come from. */
final class ResultOrigins {

  private ResultOrigins() {}

  /** Returns {@code plan}, which is one of {@code algebra}, with the origins of its columns. */
  static Plan told(Plan plan, RelNode algebra) {
    List<ResultColumn> columns = new ArrayList<>();
    for (ResultColumn column : plan.columns()) {
      Optional<ColumnOrigin> origin = origin(algebra, columns.size());
      columns.add(new ResultColumn(column.label(), column.type(), column.nullable(), origin));
    }
    return new Plan(plan.root(), columns, plan.first(), plan.completion());
  }

  private static Optional<ColumnOrigin> origin(RelNode algebra, int column) {
    return Optional.ofNullable(
            algebra.getCluster().getMetadataQuery().getColumnOrigin(algebra, column))
        .filter(found -> !found.isDerived())
        .map(RelColumnOrigin::getOriginTable)
        .map(table -> table.getQualifiedName())
        .map(name -> new ColumnOrigin(name.get(0), name.get(name.size() - 1)));
  }
}
