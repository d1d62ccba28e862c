// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.GrantedTable.GrantedColumn;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a checked query as a statement of one database.
 *
 * <p>Sums need no widening: PostgreSQL sums INTEGER as BIGINT and wider types as NUMERIC without
 * bounds; H2 adds ten digits or more to what it sums; DuckDB sums in 128 bits and fails where 38
 * digits do not hold the sum. Each is exact or an error.
 */
public final class Renderer {
  private final Dialect dialect;
  private final CheckedQuery checked;
  private final List<Object> parameters = new ArrayList<>();

  private Renderer(Dialect dialect, CheckedQuery checked) {
    this.dialect = dialect;
    this.checked = checked;
  }

  /** Returns the statement for {@code checked}. */
  public static RenderedQuery render(CheckedQuery checked, Dialect dialect) {
    return new Renderer(dialect, checked).render();
  }

  private RenderedQuery render() {
    List<String> keys =
        checked.query().groupBy().stream().map(column -> groupKey(column(column))).toList();
    List<String> items = new ArrayList<>(keys);
    checked.query().aggregations().forEach(aggregation -> addItems(aggregation, items));
    items.add("COUNT(*)");
    StringBuilder sql = new StringBuilder("SELECT ").append(String.join(", ", items));
    String schema = checked.table().real().schema();
    sql.append(" FROM ").append(schema.isEmpty() ? "" : dialect.quote(schema) + ".");
    sql.append(dialect.quote(checked.table().real().name()));
    checked
        .query()
        .where()
        .ifPresent(
            where ->
                sql.append(" WHERE ")
                    .append(where.accept(new ConditionRenderer(dialect, checked, parameters))));
    if (!keys.isEmpty()) {
      sql.append(" GROUP BY ").append(String.join(", ", keys));
    }
    return new RenderedQuery(sql.toString(), parameters);
  }

  private void addItems(Aggregation aggregation, List<String> items) {
    String argument =
        aggregation
            .argument()
            .map(a -> dialect.quote(column((Expression.Column) a).real().name()))
            .orElse("*");
    if (aggregation.function() == Aggregation.Function.SUM) {
      items.add("SUM(" + argument + ")");
    }
    items.add("COUNT(" + argument + ")");
  }

  private String groupKey(GrantedColumn column) {
    ColumnExpression expression = new ColumnExpression(dialect, column);
    if (expression.isDouble()) {
      return expression.asDouble();
    }
    return expression.type().isText() ? expression.asText() : expression.plain();
  }

  private GrantedColumn column(Expression.Column column) {
    return checked.table().column(column.name()).orElseThrow();
  }
}
