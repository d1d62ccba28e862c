// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.sql.Expression.Case;
import dev.parley.protocol.sql.Expression.Listed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Queries of a table that is joined with a {@link PlaceList}, which is sent beside the text. */
public final class ListedQuery {
  /** The word for the list. */
  public static final String LIST = "LIST";

  private ListedQuery() {}

  /** Whether {@code query} reads anything of a list. */
  public static boolean isListed(CanonicalQuery query) {
    return Stream.concat(query.where().stream(), values(query)).anyMatch(ListedQuery::isListed);
  }

  /** Whether {@code expression} reads anything of a list. */
  public static boolean isListed(Expression expression) {
    return expression instanceof Listed
        || expression.parts().stream().anyMatch(ListedQuery::isListed);
  }

  /** Returns {@code expression} for one entry of the list. */
  public static Expression of(PlaceList.Entry entry, Expression expression) {
    if (!isListed(expression)) {
      return expression;
    }
    if (expression instanceof Listed listed) {
      return value(entry, listed.field());
    }
    if (expression instanceof Expression.Call call) {
      return new Expression.Call(
          call.operator(), call.operands().stream().map(operand -> of(entry, operand)).toList());
    }
    if (expression instanceof Expression.Cast cast) {
      return new Expression.Cast(of(entry, cast.operand()), cast.type());
    }
    Case choice = (Case) expression;
    List<Case.When> branches = new ArrayList<>();
    for (Case.When branch : choice.branches()) {
      branches.add(new Case.When(of(entry, branch.condition()), of(entry, branch.value())));
    }
    return new Case(branches, choice.otherwise().map(value -> of(entry, value)));
  }

  private static Expression value(PlaceList.Entry entry, Listed.Field field) {
    return switch (field) {
      case N -> new Expression.NumberLiteral(BigDecimal.valueOf(entry.number()));
      case X -> number(entry.x());
      case Y -> number(entry.y());
      case R -> number(entry.radius());
    };
  }

  private static Expression number(double number) {
    return new Expression.Cast(
        new Expression.NumberLiteral(BigDecimal.valueOf(number)), Listed.Field.X.type());
  }

  private static Stream<Expression> values(CanonicalQuery query) {
    if (query instanceof AggregateQuery aggregates) {
      return Stream.concat(
          aggregates.groupBy().stream(),
          aggregates.aggregations().stream().map(Aggregation::argument).flatMap(Optional::stream));
    }
    if (query instanceof BestQuery best) {
      return Stream.concat(best.items().stream(), Stream.of(best.score()));
    }
    RowQuery rows = (RowQuery) query;
    return Stream.of(
            rows.items().stream(),
            rows.extremes().stream().map(RowQuery.Extreme::argument),
            rows.order().stream().map(RowQuery.SortKey::key))
        .flatMap(values -> values);
  }
}
