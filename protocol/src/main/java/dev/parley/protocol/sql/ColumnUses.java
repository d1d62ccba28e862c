// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ParleyException;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a sub-query uses each of its columns for. What stands in a condition, also within an
 * expression, is used to filter, for it decides which rows count. So does, under an aggregate, all
 * that can act as a condition: every function but sums, differences and products, a division by
 * what is no constant, a cast that rounds. A sum of doubles rounds, too: {@code (x + 6.8e15) -
 * 6.8e15} is the nearest whole number. Names are the same whatever their case, as {@link
 * String#equalsIgnoreCase} has it.
 */
public final class ColumnUses {
  /** So many decimal digits every double keeps. */
  private static final int DOUBLE_DIGITS = 15;

  private final Map<Expression.Column, Set<Use>> uses =
      new TreeMap<>(Comparator.comparing(Expression.Column::name, String.CASE_INSENSITIVE_ORDER));

  private final Typing typing;

  private ColumnUses(Typing typing) {
    this.typing = typing;
  }

  /**
   * Returns every column that {@code query} names, with each use that it makes of it.
   *
   * @param typing by the columns of the table; may fail for columns that there are not
   */
  public static Map<Expression.Column, Set<Use>> of(CanonicalQuery query, Typing typing) {
    ColumnUses found = new ColumnUses(typing);
    if (query instanceof AggregateQuery aggregates) {
      found.values(aggregates.groupBy(), Use.GROUP);
      aggregates
          .aggregations()
          .forEach(a -> a.argument().ifPresent(x -> found.value(x, Use.AGGREGATE)));
    } else if (query instanceof RowQuery rows) {
      found.values(rows.items(), Use.REVEAL);
      rows.extremes().forEach(extreme -> found.value(extreme.argument(), Use.REVEAL));
      rows.order().forEach(key -> found.value(key.key(), Use.REVEAL));
    } else if (query instanceof BestQuery best) {
      found.values(best.items(), Use.REVEAL);
      found.value(best.score(), Use.NEAREST);
      best.where().ifPresent(where -> found.rows(where, best.score()));
      return found.uses;
    }
    query.where().ifPresent(where -> found.value(where, Use.FILTER));
    return found.uses;
  }

  /** That a row has a place at all is no more than its distance says. */
  private void rows(Expression where, Expression score) {
    if (where instanceof Expression.Call call && call.operator() == Operator.AND) {
      call.operands().forEach(condition -> rows(condition, score));
    } else if (!isThere(where, score)) {
      value(where, Use.FILTER);
    }
  }

  /** Whether it says that the place is there of which the score is a distance. */
  private static boolean isThere(Expression condition, Expression score) {
    return condition instanceof Expression.Call test
        && test.operator() == Operator.IS_NOT_NULL
        && test.operands().get(0) instanceof Expression.Call coordinate
        && coordinate.operator() == Operator.POINT_X
        && score instanceof Expression.Call distance
        && distance.operator() == Operator.DISTANCE
        && distance.operands().get(0).equals(coordinate.operands().get(0));
  }

  private void values(Collection<Expression> expressions, Use use) {
    expressions.forEach(expression -> value(expression, use));
  }

  private void value(Expression expression, Use use) {
    if (expression instanceof Expression.Column column) {
      uses.computeIfAbsent(column, c -> EnumSet.noneOf(Use.class)).add(use);
    } else if (expression instanceof Expression.Cast cast) {
      value(cast.operand(), use);
      if (use == Use.AGGREGATE && !widens(cast)) {
        value(cast.operand(), Use.FILTER);
      }
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
    if (call.operator() == Operator.NULLIF || (use == Use.AGGREGATE && !isLinear(call))) {
      values(operands, Use.FILTER);
    }
  }

  /** Whether every row's share grows with its value, and none is picked out. */
  private boolean isLinear(Expression.Call call) {
    return switch (call.operator()) {
      case MULTIPLY, NEGATE, POINT_X, POINT_Y -> true;
      case ADD, SUBTRACT -> !isOf(Kind.DOUBLE, call);
      case DIVIDE ->
          isOf(Kind.DOUBLE, call.operands().get(0))
              && OperatorTypes.isConstant(call.operands().get(1));
      default -> false;
    };
  }

  /** Whether a cast changes no value, nor fails for any. */
  private boolean widens(Expression.Cast cast) {
    ColumnType to = cast.type();
    return type(cast.operand())
        .filter(
            from ->
                from.isNumeric()
                    ? from.widen(to).filter(to::equals).isPresent()
                        && (to.kind() != Kind.DOUBLE || fitsDouble(cast.operand(), from))
                    : from.isText() || (from.kind() == Kind.DATE && to.kind() == Kind.TIMESTAMP))
        .isPresent();
  }

  /** Whether a double holds every digit; if not, nobody may choose where those that it has end. */
  private static boolean fitsDouble(Expression operand, ColumnType from) {
    return operand instanceof Expression.Column
        || !from.isExactNumeric()
        || from.decimalDigits() <= DOUBLE_DIGITS
        || (operand instanceof Expression.Cast cast && fitsDouble(cast.operand(), from));
  }

  private boolean isOf(Kind kind, Expression expression) {
    return type(expression).filter(type -> type.kind() == kind).isPresent();
  }

  /** Empty if it has none: who checks types will say so. */
  private Optional<ColumnType> type(Expression expression) {
    try {
      return Optional.of(typing.of(expression));
    } catch (ParleyException e) {
      return Optional.empty();
    }
  }
}
