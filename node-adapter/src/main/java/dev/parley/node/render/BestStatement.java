// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.RowQuery.SortKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the best rows of one owner: the items, the score, the columns that break ties; in that
 * order, and no more than are asked for, so that an index can serve it.
 */
final class BestStatement {
  private final ExpressionRenderer renderer;
  private final SortTerms terms;
  private final BestQuery query;
  private final Source source;
  private final List<String> ties;

  BestStatement(Dialect dialect, CheckedQuery checked, BestQuery query) {
    this.renderer = new ExpressionRenderer(dialect, checked);
    this.terms = new SortTerms(dialect);
    this.query = query;
    this.source = new Source(dialect, checked, renderer);
    this.ties = checked.table().tieBreakers().stream().map(column -> column.name()).toList();
  }

  RenderedQuery render() {
    List<String> items = new ArrayList<>();
    List<String> order = new ArrayList<>();
    query.items().forEach(item -> items.add(source.item(renderer.groupable(item))));
    addKey(query.order(), items, order);
    ties.forEach(
        name -> addKey(new SortKey(new Expression.Column(name), false, false), items, order));
    Fragment sql =
        rows()
            .within("SELECT " + String.join(", ", items) + " FROM (", ") q")
            .then(" ORDER BY " + String.join(", ", order) + " LIMIT " + query.limit());
    return new RenderedQuery(sql.sql(), sql.parameters(), List.of());
  }

  /** PostgreSQL takes an index for an order only if that is by nothing else; ties come along. */
  private Fragment rows() {
    Fragment rows = source.rows();
    return renderer
        .indexed(query.order(), query.where())
        .map(
            score ->
                rows.then(score.within(" ORDER BY ", ""))
                    .then(" FETCH FIRST " + query.limit() + " ROWS WITH TIES"))
        .orElse(rows);
  }

  private void addKey(SortKey key, List<String> items, List<String> order) {
    items.add(source.item(renderer.groupable(key.key())));
    String ordered = source.item(sortable(key.key()));
    order.addAll(terms.of(ordered, key.descending(), key.nullsFirst()));
  }

  /** As it is stored, if that has the order: what adds zero to a column has no index. */
  private Fragment sortable(Expression expression) {
    Operand operand = renderer.operand(expression);
    return operand.isDouble() ? operand.asDouble() : renderer.groupable(expression);
  }
}
