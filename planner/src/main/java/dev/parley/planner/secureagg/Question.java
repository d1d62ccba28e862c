// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.secureagg;

import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.PlanStep.Merge;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.planner.plan.PlanStep.Open;
import dev.parley.planner.plan.Release;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.scalar.Scalar;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The question to all owners of a table, as it is put together; nothing is asked twice. */
final class Question {
  private final FederatedTable table;
  private final List<FederatedColumn> keys = new ArrayList<>();
  private final List<Aggregation> aggregations = new ArrayList<>();
  private final List<ResultColumn> results = new ArrayList<>();

  Question(FederatedTable table) {
    this.table = table;
  }

  /** Adds a key, and returns its position. */
  int key(FederatedColumn column) {
    if (!keys.contains(column)) {
      keys.add(column);
    }
    return keys.indexOf(column);
  }

  /** Adds an aggregate, and returns its position among the aggregates. */
  int aggregate(Aggregation aggregation, ColumnType type, boolean nullable) {
    if (!aggregations.contains(aggregation)) {
      aggregations.add(aggregation);
      results.add(new ResultColumn(label(aggregation), type, nullable));
    }
    return aggregations.indexOf(aggregation);
  }

  private static String label(Aggregation aggregation) {
    return aggregation
        .argument()
        .filter(Expression.Column.class::isInstance)
        .map(argument -> ((Expression.Column) argument).name())
        .map(name -> aggregation.function().word() + "(" + name + ")")
        .orElseGet(aggregation::toSql);
  }

  /** Returns the steps from the nodes to the opened answer. */
  Open steps(Optional<Expression> where) {
    CanonicalQuery query =
        new CanonicalQuery(
            table.name(),
            keys.stream().map(key -> new Expression.Column(key.name())).toList(),
            aggregations,
            where);
    List<Slot> slots = SlotPlan.of(aggregations, table);
    List<PlanStep> asked = new ArrayList<>();
    table
        .participants()
        .forEach(at -> asked.add(new NodeQuery(at, query, slots, Release.ENCRYPTED)));
    return new Open(new Merge(asked), columns());
  }

  private List<ResultColumn> columns() {
    List<ResultColumn> columns = new ArrayList<>();
    keys.forEach(key -> columns.add(new ResultColumn(key.name(), key.type(), key.nullable())));
    columns.addAll(results);
    return columns;
  }

  /** Returns the opened column at {@code position}. */
  Scalar.Input opened(int position) {
    ResultColumn column = columns().get(position);
    return new Scalar.Input(position, column.label(), column.type());
  }

  /** Returns the opened column of the aggregate at {@code position} among the aggregates. */
  Scalar.Input openedAggregate(int position) {
    return opened(keys.size() + position);
  }
}
