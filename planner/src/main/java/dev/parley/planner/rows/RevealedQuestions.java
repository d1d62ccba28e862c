// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.rows;

import dev.parley.planner.local.LocalAggregate;
import dev.parley.planner.owners.OwnerExpressions;
import dev.parley.planner.owners.OwnerSource;
import dev.parley.planner.plan.PlanStep.Open;
import dev.parley.planner.plan.ResultColumn;
import dev.parley.planner.scalar.Scalar;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.RowQuery;
import dev.parley.protocol.sql.RowQuery.Extreme;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;

/** The questions for revealed rows of which aggregates are taken. */
final class RevealedQuestions {
  private final OwnerSource source;
  private final List<Scalar> keys;

  /**
   * @param keys by what is grouped; constants among them are not asked
   */
  RevealedQuestions(OwnerSource source, List<Scalar> keys) {
    this.source = source;
    this.keys = keys.stream().filter(key -> !(key instanceof Scalar.Constant)).toList();
  }

  /** Returns the steps that yield the keys, then the distinct values of the call's argument. */
  Open distinct(AggregateCall call, OwnerSource.Asking asking) {
    List<Expression> items = new ArrayList<>(keyExpressions());
    items.add(argument(call));
    List<ResultColumn> columns = new ArrayList<>(keyColumns());
    columns.add(column(items.get(items.size() - 1), scalar(call)));
    return source.ask(rows(items, List.of(), true), List.of(), columns, asking);
  }

  /** Returns the steps that yield the keys, then one extreme of each node for each call. */
  Open extremes(List<AggregateCall> calls, OwnerSource.Asking asking) {
    List<Extreme> extremes = new ArrayList<>();
    List<ResultColumn> columns = new ArrayList<>(keyColumns());
    for (AggregateCall call : calls) {
      LocalAggregate.Function.valueOf(call.getAggregation().getKind().name())
          .requireOrder(scalar(call).type());
      Expression argument = argument(call);
      extremes.add(
          new Extreme(
              call.getAggregation().getKind() == SqlKind.MIN
                  ? Extreme.Function.MIN
                  : Extreme.Function.MAX,
              argument));
      columns.add(column(argument, scalar(call)));
    }
    return source.ask(rows(keyExpressions(), extremes, false), List.of(), columns, asking);
  }

  private RowQuery rows(List<Expression> items, List<Extreme> extremes, boolean distinct) {
    return new RowQuery(
        source.table().name(),
        items,
        extremes,
        distinct,
        source.where(),
        List.of(),
        OptionalLong.empty());
  }

  private List<Expression> keyExpressions() {
    return keys.stream().map(source.expressions()::value).toList();
  }

  private List<ResultColumn> keyColumns() {
    return keys.stream().map(key -> column(source.expressions().value(key), key)).toList();
  }

  private Scalar scalar(AggregateCall call) {
    return source.field(call.getArgList().get(0));
  }

  private Expression argument(AggregateCall call) {
    OwnerExpressions expressions = source.expressions();
    if (scalar(call) instanceof Scalar.Constant) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "MIN, MAX and DISTINCT aggregates of a constant are not supported",
          "Take them of a column.");
    }
    Expression value = expressions.value(scalar(call));
    return call.hasFilter() ? expressions.only(source.field(call.filterArg), value) : value;
  }

  private static ResultColumn column(Expression expression, Scalar scalar) {
    return new ResultColumn(expression.toSql().replace("\"", ""), scalar.type(), true);
  }
}
