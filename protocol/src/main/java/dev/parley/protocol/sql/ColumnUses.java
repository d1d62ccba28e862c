// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import dev.parley.protocol.catalog.Use;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a sub-query uses each of its columns for. What stands in a condition, also within an
 * expression, is used to filter, for it decides which rows count. Names are the same whatever their
 * case, as {@link String#equalsIgnoreCase} has it.
 */
public final class ColumnUses {
  private final Map<Expression.Column, Set<Use>> uses =
      new TreeMap<>(Comparator.comparing(Expression.Column::name, String.CASE_INSENSITIVE_ORDER));

  private ColumnUses() {}

  /** Returns every column that {@code query} names, with each use that it makes of it. */
  public static Map<Expression.Column, Set<Use>> of(CanonicalQuery query) {
    ColumnUses found = new ColumnUses();
    if (query instanceof AggregateQuery aggregates) {
      found.values(aggregates.groupBy(), Use.GROUP);
      aggregates
          .aggregations()
          .forEach(a -> a.argument().ifPresent(x -> found.value(x, Use.AGGREGATE)));
    } else if (query instanceof RowQuery rows) {
      found.values(rows.items(), Use.REVEAL);
      rows.extremes().forEach(extreme -> found.value(extreme.argument(), Use.REVEAL));
      rows.order().forEach(key -> found.value(key.key(), Use.REVEAL));
    }
    query.where().ifPresent(where -> found.value(where, Use.FILTER));
    return found.uses;
  }

  private void values(Collection<Expression> expressions, Use use) {
    expressions.forEach(expression -> value(expression, use));
  }

  private void value(Expression expression, Use use) {
    if (expression instanceof Expression.Column column) {
      uses.computeIfAbsent(column, c -> EnumSet.noneOf(Use.class)).add(use);
    } else if (expression instanceof Expression.Cast cast) {
      value(cast.operand(), use);
    } else if (expression instanceof Expression.Case choice) {
      choice.branches().forEach(branch -> value(branch.condition(), Use.FILTER));
      choice.branches().forEach(branch -> value(branch.value(), use));
      choice.otherwise().ifPresent(value -> value(value, use));
    } else if (expression instanceof Expression.Call call) {
      operands(call, use);
    }
  }

  private void operands(Expression.Call call, Use use) {
    List<Expression> operands = call.operands();
    if (call.operator().isCondition()) {
      values(operands, Use.FILTER);
      return;
    }
    values(operands, use);
    if (call.operator() == Operator.NULLIF) {
      values(operands, Use.FILTER);
    }
  }
}
