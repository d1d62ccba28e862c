// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.sql.RowQuery;
import java.util.ArrayList;
import java.util.List;

/** Writes rows, distinct rows, or the extremes of groups of rows. */
final class RowStatement {
  private final Dialect dialect;
  private final ExpressionRenderer renderer;
  private final RowQuery query;
  private final Source source;

  RowStatement(Dialect dialect, CheckedQuery checked, RowQuery query) {
    this.dialect = dialect;
    this.renderer = new ExpressionRenderer(dialect, checked);
    this.query = query;
    this.source = new Source(dialect, checked, renderer);
  }

  RenderedQuery render() {
    List<String> items = new ArrayList<>();
    query.items().forEach(item -> items.add(source.item(renderer.groupable(item))));
    String groups = query.extremes().isEmpty() || items.isEmpty() ? "" : String.join(", ", items);
    query.extremes().forEach(extreme -> items.add(extreme(extreme)));
    List<String> order = new ArrayList<>();
    query.order().forEach(key -> addKey(key, order));
    Fragment sql =
        source
            .rows()
            .within(
                (query.distinct() ? "SELECT DISTINCT " : "SELECT ")
                    + String.join(", ", items)
                    + " FROM (",
                ") q");
    if (!groups.isEmpty()) {
      sql = sql.then(" GROUP BY " + groups);
    }
    if (!order.isEmpty()) {
      sql = sql.then(" ORDER BY " + String.join(", ", order));
    }
    if (query.limit().isPresent()) {
      sql = sql.then(" LIMIT " + query.limit().getAsLong());
    }
    return new RenderedQuery(sql.sql(), sql.parameters(), List.of());
  }

  private String extreme(RowQuery.Extreme extreme) {
    Kind kind = renderer.type(extreme.argument()).kind();
    if (kind == Kind.BOOLEAN || kind == Kind.VARBINARY) {
      throw Translations.unsupported(extreme.function() + " of " + kind, dialect);
    }
    return extreme.function() + "(" + source.item(renderer.groupable(extreme.argument())) + ")";
  }

  private void addKey(RowQuery.SortKey key, List<String> order) {
    String column = source.item(renderer.groupable(key.key()));
    order.addAll(new SortTerms(dialect).of(column, key.descending(), key.nullsFirst()));
  }
}
