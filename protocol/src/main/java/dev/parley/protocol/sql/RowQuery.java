// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rows of one table that their owners reveal: they leave a node sealed, each by itself.
 *
 * @param items at least one, extremes included; unmodifiable
 * @param extremes the least and greatest values for each combination of the items; unmodifiable
 * @param distinct whether rows that are equal are told once; not together with extremes
 * @param order by what the rows are put in order before they are limited; unmodifiable
 * @param limit how many rows each node sends at most
 */
public record RowQuery(
    String table,
    List<Expression> items,
    List<Extreme> extremes,
    boolean distinct,
    Optional<Expression> where,
    List<SortKey> order,
    OptionalLong limit)
    implements CanonicalQuery {

  /** The least or the greatest value of an expression. */
  public record Extreme(Function function, Expression argument) {

    /** Which end. */
    public enum Function {
      MIN,
      MAX
    }

    String toSql() {
      return function + "(" + argument.toSql() + ")";
    }
  }

  /** An expression to sort by. */
  public record SortKey(Expression key, boolean descending, boolean nullsFirst) {

    String toSql() {
      return toSql(key.toSql());
    }

    String toSql(String value) {
      return value
          + (descending ? " DESC" : " ASC")
          + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
    }
  }

  public RowQuery {
    CanonicalText.requireIdentifier(table);
    items = List.copyOf(items);
    extremes = List.copyOf(extremes);
    order = List.copyOf(order);
    if (items.isEmpty() && extremes.isEmpty()) {
      throw new IllegalArgumentException("Invalid sub-query: asks for nothing");
    }
    if (!extremes.isEmpty() && (distinct || !order.isEmpty() || limit.isPresent())) {
      throw new IllegalArgumentException("Invalid sub-query: extremes of some rows only");
    }
    if (limit.isEmpty() ? !order.isEmpty() : limit.getAsLong() < 0) {
      throw new IllegalArgumentException("Invalid sub-query: limit");
    }
  }

  @Override
  public String toSql() {
    List<String> texts = new ArrayList<>();
    items.forEach(item -> texts.add(item.toSql()));
    extremes.forEach(extreme -> texts.add(extreme.toSql()));
    String sql = CanonicalText.select(distinct ? "SELECT DISTINCT " : "SELECT ", texts, this);
    if (!extremes.isEmpty() && !items.isEmpty()) {
      sql += " GROUP BY " + CanonicalText.list(items);
    }
    if (!order.isEmpty()) {
      sql += " ORDER BY " + String.join(", ", order.stream().map(SortKey::toSql).toList());
    }
    return limit.isPresent() ? sql + " LIMIT " + limit.getAsLong() : sql;
  }
}
