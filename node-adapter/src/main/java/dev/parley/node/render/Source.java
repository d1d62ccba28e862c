// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.protocol.sql.Expression;
import java.util.ArrayList;
import java.util.List;

/** The inner query, that computes from the asked rows what is then grouped, summed or sorted. */
final class Source {
  private final Dialect dialect;
  private final CheckedQuery checked;
  private final ExpressionRenderer renderer;
  private final List<Fragment> items = new ArrayList<>();

  Source(Dialect dialect, CheckedQuery checked, ExpressionRenderer renderer) {
    this.dialect = dialect;
    this.checked = checked;
    this.renderer = renderer;
  }

  /** Returns the name of the column that holds {@code value}; the same for the same value. */
  String item(Fragment value) {
    int known = items.indexOf(value);
    if (known < 0) {
      known = items.size();
      items.add(value);
    }
    return "x" + known;
  }

  Fragment rows() {
    List<Fragment> named = new ArrayList<>();
    for (Fragment item : items) {
      named.add(item.then(" AS x" + named.size()));
    }
    if (named.isEmpty()) {
      named.add(Fragment.of("1 AS x0"));
    }
    String schema = checked.table().real().schema();
    Fragment rows =
        Fragment.join(", ", named)
            .within(
                "SELECT ",
                " FROM "
                    + (schema.isEmpty() ? "" : dialect.quote(schema) + ".")
                    + dialect.quote(checked.table().real().name()));
    return checked.query().where().map(where -> rows.then(condition(where))).orElse(rows);
  }

  private Fragment condition(Expression where) {
    List<Fragment> conditions = new ArrayList<>(renderer.bounds(where));
    conditions.add(renderer.render(where));
    return Fragment.join(" AND ", conditions).within(" WHERE ", "");
  }
}
