// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Aggregates of one table, grouped: numbers that leave a node encrypted.
 *
 * @param groupBy empty for one group of all rows; unmodifiable
 * @param aggregations unmodifiable; empty only if {@code groupBy} is not
 */
public record AggregateQuery(
    String table,
    List<Expression> groupBy,
    List<Aggregation> aggregations,
    Optional<Expression> where)
    implements CanonicalQuery {

  public AggregateQuery {
    CanonicalText.requireIdentifier(table);
    groupBy = List.copyOf(groupBy);
    aggregations = List.copyOf(aggregations);
    if (groupBy.isEmpty() && aggregations.isEmpty()) {
      throw new IllegalArgumentException("Invalid sub-query: asks for nothing");
    }
  }

  @Override
  public String toSql() {
    List<String> items = new ArrayList<>();
    groupBy.forEach(key -> items.add(key.toSql()));
    aggregations.forEach(aggregation -> items.add(aggregation.toSql()));
    return CanonicalText.select("SELECT ", items, this)
        + (groupBy.isEmpty() ? "" : " GROUP BY " + CanonicalText.list(groupBy));
  }
}
