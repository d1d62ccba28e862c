// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.join;

import dev.parley.planner.calcite.ListedScan;
import dev.parley.planner.calcite.SelectedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * The side of a join that owners have: a table, a condition over it, a projection over that.
 *
 * @param listed the table with the places
 * @param fields what each field of the side is, over the table; unmodifiable
 */
record OwnerSide(ListedScan listed, List<RexNode> fields, Optional<RexNode> condition) {

  OwnerSide {
    fields = List.copyOf(fields);
  }

  /** Recognises it; empty for anything else. */
  static Optional<OwnerSide> of(RelNode side, int list) {
    SelectedRows rows = SelectedRows.of(side);
    RelNode table = rows.relation();
    RexBuilder rex = side.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < table.getRowType().getFieldCount(); i++) {
      columns.add(rex.makeInputRef(table, i));
    }
    List<RexNode> fields = rows.project().map(Project::getProjects).orElse(columns);
    return ListedScan.of(table, list).map(scan -> new OwnerSide(scan, fields, rows.condition()));
  }

  /** Which field of the table with the places is the number of the place. */
  RexNode entry() {
    return ofPlace(3);
  }

  /** Which is the place. */
  RexNode place() {
    return ofPlace(2);
  }

  /** Which is the radius. */
  RexNode radius() {
    return ofPlace(1);
  }

  private RexNode ofPlace(int fromLast) {
    int count = listed.getRowType().getFieldCount();
    return listed.getCluster().getRexBuilder().makeInputRef(listed, count - fromLast);
  }

  /** Returns the rows of the table with each place for which all {@code conditions} are true. */
  RelNode under(List<RexNode> conditions) {
    List<RexNode> all = new ArrayList<>(condition.stream().toList());
    all.addAll(conditions);
    RexNode together = RexUtil.composeConjunction(listed.getCluster().getRexBuilder(), all);
    return LogicalFilter.create(listed, together);
  }
}
