// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.join;

import dev.parley.planner.calcite.GivenRows;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * A join of which aggregates are taken: owners group by the entries' numbers, of which one stands
 * for all rows of the list that are one group, and know nothing of what the list is grouped by.
 */
final class GroupJoin {
  private final Aggregate aggregate;
  private final List<RexNode> fields;
  private final PlaceJoin join;
  private final RexBuilder rex;

  /** The keys of the list, and of the owners, by their fields below the aggregate. */
  private final List<Integer> listKeys = new ArrayList<>();

  private final List<Integer> ownerKeys = new ArrayList<>();

  /**
   * @param fields what is below the aggregate, over the fields of the join
   */
  private GroupJoin(Aggregate aggregate, List<RexNode> fields, PlaceJoin join) {
    this.aggregate = aggregate;
    this.fields = fields;
    this.join = join;
    this.rex = aggregate.getCluster().getRexBuilder();
    for (int key : aggregate.getGroupSet()) {
      boolean ofList = PlaceCondition.isOf(fields.get(key), join.ofList());
      (ofList ? listKeys : ownerKeys).add(key);
      if (!ofList) {
        requireOwners(fields.get(key));
      }
    }
  }

  static Rewritten of(Aggregate aggregate, List<RexNode> fields, PlaceJoin join, int number) {
    return new GroupJoin(aggregate, fields, join).rewritten(number);
  }

  private Rewritten rewritten(int number) {
    PlaceCondition writing = new PlaceCondition(join);
    List<RexNode> conditions = join.parts().others().stream().map(writing::written).toList();
    PlaceQuery list =
        PlaceQuery.of(join, listKeys.stream().map(fields::get).toList(), writing, true);
    RelNode groups = groups(conditions);
    RelNode all = groups;
    if (!listKeys.isEmpty()) {
      RelNode given =
          GivenRows.of(aggregate.getCluster(), list.rowType(aggregate.getCluster()), number);
      all = RowJoin.joined(given, groups, JoinRelType.INNER);
    }
    return new Rewritten(inOrder(all), list);
  }

  /** The owners' keys, the aggregates, then the number of the entry, if that is a key. */
  private RelNode groups(List<RexNode> conditions) {
    List<RexNode> items = new ArrayList<>();
    ownerKeys.forEach(key -> items.add(join.overTable(fields.get(key))));
    if (!listKeys.isEmpty()) {
      items.add(join.owner().entry());
    }
    int keys = items.size();
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      List<Integer> arguments = call.getArgList().stream().map(a -> added(a, items)).toList();
      calls.add(
          call.withArgList(arguments)
              .withFilter(call.hasFilter() ? added(call.filterArg, items) : -1));
    }
    if (items.isEmpty()) {
      // Calcite has no rows without any field
      items.add(rex.makeExactLiteral(BigDecimal.ZERO));
    }
    RelNode rows =
        LogicalProject.create(
            join.owner().under(conditions), List.of(), items, RowJoin.names(items), Set.of());
    ImmutableBitSet keySet = ImmutableBitSet.range(keys);
    RelNode grouped = LogicalAggregate.create(rows, List.of(), keySet, List.of(keySet), calls);
    return listKeys.isEmpty() ? grouped : withEntryLast(grouped, keys - 1);
  }

  private int added(int field, List<RexNode> items) {
    requireOwners(fields.get(field));
    items.add(join.overTable(fields.get(field)));
    return items.size() - 1;
  }

  private RelNode withEntryLast(RelNode grouped, int entry) {
    List<RexNode> items = new ArrayList<>();
    for (int i = 0; i < grouped.getRowType().getFieldCount(); i++) {
      if (i != entry) {
        items.add(rex.makeInputRef(grouped, i));
      }
    }
    items.add(rex.makeInputRef(grouped, entry));
    return LogicalProject.create(grouped, List.of(), items, RowJoin.names(items), Set.of());
  }

  /** The fields as they stand in the aggregate that was written. */
  private RelNode inOrder(RelNode all) {
    int ofOwners = listKeys.isEmpty() ? 0 : listKeys.size() + 1;
    List<RexNode> items = new ArrayList<>();
    for (int key : aggregate.getGroupSet()) {
      int at = listKeys.contains(key) ? listKeys.indexOf(key) : ofOwners + ownerKeys.indexOf(key);
      items.add(rex.makeInputRef(all, at));
    }
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      items.add(rex.makeInputRef(all, ofOwners + ownerKeys.size() + i));
    }
    return LogicalProject.create(
        all, List.of(), items, aggregate.getRowType().getFieldNames(), Set.of());
  }

  private void requireOwners(RexNode rex) {
    if (PlaceCondition.bits(rex).intersects(join.ofList())) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "An aggregate of what a list says, over a join by distance, is not supported",
          "Group by the list's columns, and aggregate in a query around it.");
    }
  }
}
