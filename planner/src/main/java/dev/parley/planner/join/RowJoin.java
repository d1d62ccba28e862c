// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.join;

import dev.parley.planner.calcite.GivenRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * A join whose rows are shown: owners say which of their rows are near which entry, and the gateway
 * puts them to the list's rows by the entries' numbers.
 */
final class RowJoin {

  private RowJoin() {}

  static Rewritten of(PlaceJoin join, int number) {
    PlaceCondition writing = new PlaceCondition(join);
    List<RexNode> conditions = join.parts().others().stream().map(writing::written).toList();
    RexBuilder rex = join.join().getCluster().getRexBuilder();
    List<RexNode> shown = new ArrayList<>();
    join.ofList().forEach(field -> shown.add(rex.makeInputRef(join.join(), field)));
    PlaceQuery list = PlaceQuery.of(join, shown, writing, false);

    List<RexNode> items = new ArrayList<>(join.owner().fields());
    items.add(join.owner().entry());
    RelNode rows =
        LogicalProject.create(
            join.owner().under(conditions), List.of(), items, names(items), Set.of());
    RelNode given =
        GivenRows.of(join.join().getCluster(), list.rowType(join.join().getCluster()), number);
    RelNode joined = joined(given, rows, join.outer() ? JoinRelType.LEFT : JoinRelType.INNER);
    return new Rewritten(inOrder(join, joined), list);
  }

  /** Joins by the entry's number, which is last on both sides. */
  static RelNode joined(RelNode given, RelNode rows, JoinRelType type) {
    RexBuilder rex = given.getCluster().getRexBuilder();
    int width = given.getRowType().getFieldCount();
    int last = rows.getRowType().getFieldCount() - 1;
    RexNode same =
        rex.makeCall(
            SqlStdOperatorTable.EQUALS,
            rex.makeInputRef(given, width - 1),
            rex.makeInputRef(rows.getRowType().getFieldList().get(last).getType(), width + last));
    return LogicalJoin.create(given, rows, List.of(), same, Set.of(), type);
  }

  /** The fields as they stand in the join that was written. */
  private static RelNode inOrder(PlaceJoin join, RelNode joined) {
    RexBuilder rex = joined.getCluster().getRexBuilder();
    int ofList = 0;
    int ofOwner = join.ofList().cardinality() + 1;
    List<RexNode> items = new ArrayList<>();
    for (int i = 0; i < join.join().getRowType().getFieldCount(); i++) {
      items.add(rex.makeInputRef(joined, join.ofList().get(i) ? ofList++ : ofOwner++));
    }
    return LogicalProject.create(
        joined, List.of(), items, join.join().getRowType().getFieldNames(), Set.of());
  }

  static List<String> names(List<RexNode> items) {
    List<String> names = new ArrayList<>();
    items.forEach(item -> names.add("c" + names.size()));
    return names;
  }
}
