// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sub-query: aggregates of one table, grouped. {@link #toSql()} is its only spelling, so a text
 * which parses to a tree of another spelling is not canonical, and is refused.
 *
 * @param table the table's name, without a schema
 * @param groupBy columns; empty for one group of all rows; unmodifiable
 * @param aggregations unmodifiable; empty only if {@code groupBy} is not
 */
public record CanonicalQuery(
    String table,
    List<Expression.Column> groupBy,
    List<Aggregation> aggregations,
    Optional<Expression> where) {

  public CanonicalQuery {
    CanonicalText.requireIdentifier(table);
    groupBy = List.copyOf(groupBy);
    aggregations = List.copyOf(aggregations);
    if (groupBy.isEmpty() && aggregations.isEmpty()) {
      throw new IllegalArgumentException("Invalid sub-query: asks for nothing");
    }
  }

  /** Returns the canonical text: one line. */
  public String toSql() {
    List<String> items = new ArrayList<>();
    groupBy.forEach(column -> items.add(column.toSql()));
    aggregations.forEach(aggregation -> items.add(aggregation.toSql()));
    String sql = "SELECT " + String.join(", ", items) + " FROM " + CanonicalText.identifier(table);
    if (where.isPresent()) {
      sql += " WHERE " + where.get().toSql();
    }
    if (!groupBy.isEmpty()) {
      sql += " GROUP BY " + String.join(", ", groupBy.stream().map(Expression::toSql).toList());
    }
    return sql;
  }
}
