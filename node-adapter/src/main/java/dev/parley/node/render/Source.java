// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.sql.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    Fragment selected = Fragment.join(", ", named).within("SELECT ", " FROM " + table());
    Optional<Expression> where = checked.query().where();
    if (checked.places().isEmpty()) {
      return where
          .map(condition -> selected.then(rows(condition, renderer.bounds(condition))))
          .orElse(selected);
    }
    List<Fragment> joined = new ArrayList<>();
    for (PlaceRelation part : parts(where, checked.places().get())) {
      Fragment each = selected.then(", " + part.sql());
      joined.add(
          where.map(condition -> each.then(rows(condition, renderer.bounds(part)))).orElse(each));
    }
    return Fragment.join(" UNION ALL ", joined);
  }

  private String table() {
    String schema = checked.table().real().schema();
    return (schema.isEmpty() ? "" : dialect.quote(schema) + ".")
        + dialect.quote(checked.table().real().name());
  }

  private List<PlaceRelation> parts(Optional<Expression> where, PlaceList places) {
    Expression always = new Expression.BooleanLiteral(true);
    return PlaceRelation.parts(dialect, places, where.orElse(always));
  }

  private Fragment rows(Expression where, List<Fragment> bounds) {
    List<Fragment> conditions = new ArrayList<>(bounds);
    conditions.add(renderer.render(where));
    return Fragment.join(" AND ", conditions).within(" WHERE ", "");
  }
}
