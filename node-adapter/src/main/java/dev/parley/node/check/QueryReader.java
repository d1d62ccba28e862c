// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.RowQuery;
import dev.parley.protocol.sql.RowQuery.Extreme;
import dev.parley.protocol.sql.RowQuery.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;

/**
 * Turns JSQLParser's SELECT into a canonical query. As {@link ExpressionReader} does, it overlooks
 * what it does not know.
 */
final class QueryReader {
  private final ExpressionReader expressions;
  private final List<Expression> items = new ArrayList<>();
  private final List<Aggregation> aggregations = new ArrayList<>();
  private final List<Extreme> extremes = new ArrayList<>();

  QueryReader(ExpressionReader expressions) {
    this.expressions = expressions;
  }

  /**
   * Reads a query.
   *
   * @throws IllegalArgumentException if it is not one of canonical SQL
   */
  CanonicalQuery read(Statement statement) {
    if (!(statement instanceof PlainSelect select)
        || !(select.getFromItem() instanceof Table table)
        || select.getSelectItems() == null) {
      throw new IllegalArgumentException("something else than a SELECT of one table");
    }
    for (SelectItem<?> item : select.getSelectItems()) {
      item(item.getExpression());
    }
    String name = ExpressionReader.unquoted(table.getName());
    Optional<Expression> where = Optional.ofNullable(select.getWhere()).map(expressions::read);
    boolean distinct = select.getDistinct() != null;
    if (!aggregations.isEmpty()
        || (select.getGroupBy() != null && extremes.isEmpty() && !distinct)) {
      return new AggregateQuery(name, items, aggregations, where);
    }
    if (score(select).isPresent()) {
      return best(name, where, select);
    }
    return new RowQuery(
        name, items, extremes, distinct, where, order(select), limit(select.getLimit()));
  }

  /** Returns what stands in {@code BEST(…)}, if the order is by that alone. */
  private static Optional<Function> score(PlainSelect select) {
    List<OrderByElement> order = select.getOrderByElements();
    return order != null
            && order.size() == 1
            && order.get(0).getExpression() instanceof Function function
            && function.getName().equals(BestQuery.WORD)
        ? Optional.of(function)
        : Optional.empty();
  }

  private BestQuery best(String table, Optional<Expression> where, PlainSelect select) {
    OrderByElement element = select.getOrderByElements().get(0);
    SortKey order = key(element, expressions.read(argument(score(select).orElseThrow())));
    return new BestQuery(table, items, where, order, limit(select.getLimit()).orElse(0));
  }

  private void item(net.sf.jsqlparser.expression.Expression parsed) {
    if (!(parsed instanceof Function function)) {
      items.add(expressions.read(parsed));
      return;
    }
    switch (function.getName()) {
      case "COUNT" ->
          aggregations.add(
              argument(function) instanceof AllColumns
                  ? Aggregation.countRows()
                  : Aggregation.count(expressions.read(argument(function))));
      case "SUM" -> aggregations.add(Aggregation.sum(expressions.read(argument(function))));
      case "SUMSQ" ->
          aggregations.add(Aggregation.sumSquares(expressions.read(argument(function))));
      case "MIN" -> extremes.add(extreme(Extreme.Function.MIN, function));
      case "MAX" -> extremes.add(extreme(Extreme.Function.MAX, function));
      default -> items.add(expressions.read(parsed));
    }
  }

  private Extreme extreme(Extreme.Function end, Function function) {
    return new Extreme(end, expressions.read(argument(function)));
  }

  private static net.sf.jsqlparser.expression.Expression argument(Function function) {
    var arguments = ExpressionReader.arguments(function);
    if (arguments.size() != 1) {
      throw new IllegalArgumentException("an aggregate of more or less than one argument");
    }
    return arguments.get(0);
  }

  private List<SortKey> order(PlainSelect select) {
    List<SortKey> keys = new ArrayList<>();
    if (select.getOrderByElements() != null) {
      for (OrderByElement element : select.getOrderByElements()) {
        keys.add(key(element, expressions.read(element.getExpression())));
      }
    }
    return keys;
  }

  private static SortKey key(OrderByElement element, Expression value) {
    boolean nullsFirst = element.getNullOrdering() == OrderByElement.NullOrdering.NULLS_FIRST;
    return new SortKey(value, !element.isAsc(), nullsFirst);
  }

  private static OptionalLong limit(@org.jspecify.annotations.Nullable Limit limit) {
    if (limit == null) {
      return OptionalLong.empty();
    }
    if (!(limit.getRowCount() instanceof LongValue rows)) {
      throw new IllegalArgumentException("a limit that is no number");
    }
    return OptionalLong.of(rows.getBigIntegerValue().longValueExact());
  }
}
