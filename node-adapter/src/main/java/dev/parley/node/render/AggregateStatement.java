// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.node.render.RenderedQuery.Measure;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Aggregation.Function;
import dev.parley.protocol.sql.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes groups and their aggregates. Keys and arguments are computed in an inner query, for a
 * question mark is equal to no other, and a constant key would be a position.
 *
 * <p>Doubles are summed as differences to their mean, so that a billion plus small noise keeps its
 * noise.
 */
final class AggregateStatement {
  private final Dialect dialect;
  private final ExpressionRenderer renderer;
  private final AggregateQuery query;
  private final Source source;
  private final List<String> shifts = new ArrayList<>();
  private final List<Measure> measures = new ArrayList<>();

  AggregateStatement(Dialect dialect, CheckedQuery checked, AggregateQuery query) {
    this.dialect = dialect;
    this.renderer = new ExpressionRenderer(dialect, checked);
    this.query = query;
    this.source = new Source(dialect, checked, renderer);
  }

  RenderedQuery render() {
    List<String> keys = new ArrayList<>();
    query.groupBy().forEach(key -> keys.add(source.item(renderer.groupable(key))));
    List<String> items = new ArrayList<>(keys);
    query.aggregations().forEach(aggregation -> addItems(aggregation, items));
    items.add("COUNT(*)");
    Fragment rows = source.rows();
    if (!shifts.isEmpty()) {
      rows = shifted(rows, keys);
    }
    Fragment sql = rows.within("SELECT " + String.join(", ", items) + " FROM (", ") q");
    if (!keys.isEmpty()) {
      sql = sql.then(" GROUP BY " + String.join(", ", keys));
    }
    return new RenderedQuery(sql.sql(), sql.parameters(), measures);
  }

  private void addItems(Aggregation aggregation, List<String> items) {
    if (aggregation.argument().isEmpty()) {
      measures.add(new Measure.Count());
      items.add("COUNT(*)");
      return;
    }
    Expression argument = aggregation.argument().get();
    ColumnType type = renderer.type(argument);
    String column =
        source.item(
            type.kind() == Kind.DOUBLE
                ? renderer.operand(argument).asDouble()
                : renderer.operand(argument).value());
    if (aggregation.isSum()) {
      addSum(aggregation.function() == Function.SUM_SQUARES, column, type, items);
    } else {
      measures.add(new Measure.Count());
    }
    items.add("COUNT(" + column + ")");
  }

  private void addSum(boolean squares, String column, ColumnType type, List<String> items) {
    if (type.kind() != Kind.DOUBLE) {
      ExactSums exact = new ExactSums(dialect, column, type);
      ExactSums.Sums sums = squares ? exact.sumOfSquares() : exact.sum();
      measures.add(sums.measure());
      items.addAll(sums.items());
      return;
    }
    if (!shifts.contains(column)) {
      shifts.add(column);
    }
    String difference = "(" + column + " - " + center(column) + ")";
    measures.add(new Measure.Shifted(squares));
    items.add("MAX(" + center(column) + ")");
    items.add("SUM(" + difference + ")");
    // PostgreSQL fails where a square is too near to zero
    items.add("SUM(CASE WHEN ABS(%s) < 1e-150 THEN 0 ELSE %1$s * %1$s END)".formatted(difference));
  }

  private static String center(String column) {
    return column + "_center";
  }

  private Fragment shifted(Fragment rows, List<String> keys) {
    String partition = keys.isEmpty() ? "" : "PARTITION BY " + String.join(", ", keys);
    StringBuilder items = new StringBuilder("SELECT r.*");
    for (String column : shifts) {
      String mean = "AVG(" + column + ") OVER (" + partition + ")";
      items.append(", ").append(dialect.asDouble(mean)).append(" AS ").append(center(column));
    }
    return rows.within(items + " FROM (", ") r");
  }
}
