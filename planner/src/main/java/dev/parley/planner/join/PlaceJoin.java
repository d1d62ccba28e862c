// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.join;

import dev.parley.planner.calcite.ColumnTypes;
import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.catalog.Use;
import dev.parley.sql.function.SpatialFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * A join of a federated table with a list of the analyst's, by how near their places are.
 *
 * @param ofList which fields of the join are the list's
 * @param outer whether rows of the list without any partner stay
 */
record PlaceJoin(
    Join join, RelNode list, OwnerSide owner, ImmutableBitSet ofList, boolean outer, Parts parts) {

  /**
   * The conditions, over the fields of the join.
   *
   * @param listOnly those of the list alone
   * @param others all others
   */
  record Parts(List<RexNode> listOnly, List<RexNode> others) {

    static Parts of(List<RexNode> conditions, ImmutableBitSet ofList) {
      List<RexNode> listOnly = new ArrayList<>();
      List<RexNode> others = new ArrayList<>();
      for (RexNode condition : conditions) {
        (PlaceCondition.isOf(condition, ofList) ? listOnly : others).add(condition);
      }
      return new Parts(listOnly, others);
    }
  }

  /**
   * Recognises such a join, maybe below a condition.
   *
   * @param number which of the statement's lists it would be
   */
  static Optional<PlaceJoin> of(RelNode algebra, int number) {
    if (algebra instanceof Join join) {
      return of(join, List.of(), number);
    }
    return algebra instanceof Filter filter
            && filter.getInput() instanceof Join join
            && join.getJoinType() == JoinRelType.INNER
        ? of(join, RelOptUtil.conjunctions(filter.getCondition()), number)
        : Optional.empty();
  }

  private static Optional<PlaceJoin> of(Join join, List<RexNode> above, int number) {
    List<RexNode> conditions = new ArrayList<>(RelOptUtil.conjunctions(join.getCondition()));
    conditions.addAll(above);
    Optional<PlaceJoin> leftIsList = of(join, true, conditions, number);
    Optional<PlaceJoin> rightIsList = of(join, false, conditions, number);
    boolean preferRight = leftIsList.isEmpty() || !leftIsList.get().listIsRevealed();
    return preferRight && rightIsList.isPresent() ? rightIsList : leftIsList;
  }

  private static Optional<PlaceJoin> of(
      Join join, boolean leftIsList, List<RexNode> conditions, int number) {
    JoinRelType outer = leftIsList ? JoinRelType.LEFT : JoinRelType.RIGHT;
    boolean isOuter = join.getJoinType() == outer;
    if (join.getJoinType() != JoinRelType.INNER && !isOuter) {
      return Optional.empty();
    }
    int left = join.getLeft().getRowType().getFieldCount();
    ImmutableBitSet ofList =
        leftIsList
            ? ImmutableBitSet.range(left)
            : ImmutableBitSet.range(left, join.getRowType().getFieldCount());
    Parts parts = Parts.of(conditions, ofList);
    if (isOuter && !parts.listOnly().isEmpty()) {
      return Optional.empty();
    }
    RelNode list = leftIsList ? join.getLeft() : join.getRight();
    return OwnerSide.of(leftIsList ? join.getRight() : join.getLeft(), number)
        .map(owner -> new PlaceJoin(join, list, owner, ofList, isOuter, parts))
        .filter(PlaceJoin::isNear);
  }

  private boolean isNear() {
    return parts.others().stream()
        .anyMatch(
            condition ->
                PlaceCondition.isNear(condition, ofList)
                    && PlaceCondition.bits(condition).asList().stream()
                        .filter(field -> !ofList.get(field))
                        .map(this::ownerField)
                        .filter(field -> isPlace(field))
                        .allMatch(RexInputRef.class::isInstance));
  }

  private static boolean isPlace(RexNode field) {
    return ColumnTypes.of(field.getType()).kind() == Kind.GEOMETRY;
  }

  /** Whether the list is none of a federated table, or of columns that may all be revealed. */
  private boolean listIsRevealed() {
    Optional<OwnerSide> side = OwnerSide.of(list, 0);
    return side.isEmpty()
        || side.get().fields().stream()
            .flatMap(field -> PlaceCondition.bits(field).asList().stream())
            .map(column -> side.get().listed().table().columns().get(column))
            .map(FederatedColumn::uses)
            .allMatch(uses -> uses.contains(Use.REVEAL));
  }

  /** Returns what a field of the owners' side is, over the table. */
  RexNode ownerField(int field) {
    return owner.fields().get(ofList.get(0) ? field - ofList.cardinality() : field);
  }

  /** Returns {@code rex}, over the fields of the join and of the list alone, over the list. */
  RexNode overList(RexNode rex) {
    return ofList.get(0) ? rex : RexUtil.shift(rex, -ofList.nth(0));
  }

  /** Returns {@code rex}, over the fields of the join and of the owners' alone, over the table. */
  RexNode overTable(RexNode rex) {
    return rex.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef field) {
            return ownerField(field.getIndex());
          }
        });
  }

  /** Returns the rows of the list that are asked about. */
  RelNode listed() {
    if (parts.listOnly().isEmpty()) {
      return list;
    }
    List<RexNode> conditions = parts.listOnly().stream().map(this::overList).toList();
    return LogicalFilter.create(
        list, RexUtil.composeConjunction(list.getCluster().getRexBuilder(), conditions));
  }

  /** Whether as many rows as are nearest are asked for, rather than all that are near. */
  boolean isKnn() {
    return parts.others().stream()
        .anyMatch(
            condition ->
                condition instanceof RexCall call
                    && call.getOperator().equals(SpatialFunctions.KNN));
  }
}
