// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.secureagg;

import dev.parley.planner.owners.OwnerSource;
import dev.parley.planner.owners.PlaceColumns;
import dev.parley.planner.plan.PlanStep.Open;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarOperator;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotWidths;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.StableDoubles;
import java.util.ArrayList;
import java.util.List;

/** The question for aggregates, as it is put together; nothing is asked twice. */
final class SecureQuestion {
  private final OwnerSource source;
  private final List<Expression> keys = new ArrayList<>();
  private final List<ResultColumn> keyColumns = new ArrayList<>();
  private final List<Aggregation> aggregations = new ArrayList<>();

  SecureQuestion(OwnerSource source) {
    this.source = source;
  }

  /**
   * Adds a key, and returns its opened value; that of a place is made of those of its coordinates.
   * All keys are added before the first aggregate.
   */
  Scalar key(Scalar scalar, String label) {
    if (scalar.type().kind() != Kind.GEOMETRY) {
      return plainKey(scalar, label);
    }
    boolean snaps = scalar instanceof Scalar.Call call && call.operator() == ScalarOperator.SNAP;
    List<Scalar> parts =
        snaps ? PlaceColumns.cells((Scalar.Call) scalar) : PlaceColumns.coordinates(scalar);
    List<Scalar> keys = parts.stream().map(p -> plainKey(p, PlaceColumns.label(p))).toList();
    return PlaceColumns.place(
        snaps ? PlaceColumns.corner(keys, (Scalar.Call) scalar) : keys, scalar.type());
  }

  private Scalar plainKey(Scalar scalar, String label) {
    Expression key = source.expressions().value(scalar);
    if (!StableDoubles.isStable(key, scalar.type())) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "GROUP BY of a computed DOUBLE, as '%s' is, is not supported".formatted(label),
          "Group by exact numbers or by texts, or by a CAST to one.");
    }
    if (!keys.contains(key)) {
      keys.add(key);
      keyColumns.add(new ResultColumn(label, scalar.type(), true));
    }
    int index = keys.indexOf(key);
    return new Scalar.Input(index, keyColumns.get(index).label(), scalar.type());
  }

  /** Adds an aggregate, and returns its opened column. */
  Scalar.Input aggregate(Aggregation aggregation) {
    if (!aggregations.contains(aggregation)) {
      aggregations.add(aggregation);
    }
    int index = aggregations.indexOf(aggregation);
    ResultColumn column = column(aggregation);
    return new Scalar.Input(keys.size() + index, column.label(), column.type());
  }

  boolean hasKeys() {
    return !keys.isEmpty();
  }

  boolean isEmpty() {
    return keys.isEmpty() && aggregations.isEmpty();
  }

  /** Returns the steps from the nodes to the opened answer. */
  Open steps(OwnerSource.Asking asking) {
    List<ResultColumn> columns = new ArrayList<>(keyColumns);
    aggregations.forEach(aggregation -> columns.add(column(aggregation)));
    AggregateQuery query =
        new AggregateQuery(source.table().name(), keys, aggregations, source.where());
    return source.ask(query, slots(), columns, asking);
  }

  private List<Slot> slots() {
    return SlotWidths.of(aggregations, source.expressions().typing());
  }

  private ResultColumn column(Aggregation aggregation) {
    String label = aggregation.toSql().replace("\"", "");
    if (!aggregation.isSum()) {
      return new ResultColumn(label, ColumnType.BIGINT, false);
    }
    ColumnType type = source.expressions().type(aggregation.argument().orElseThrow());
    int power = aggregation.function() == Aggregation.Function.SUM ? 1 : 2;
    int scale = type.kind() == Kind.DOUBLE ? 0 : Math.min(38, power * type.scale());
    return new ResultColumn(label, ColumnType.decimal(ColumnType.MAX_PRECISION, scale), true);
  }
}
