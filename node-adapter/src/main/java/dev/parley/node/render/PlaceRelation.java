// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Expression.Listed.Field;
import dev.parley.protocol.sql.ListedQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The analyst's places as a relation that the owner's table is joined with: what the question reads
 * of each, and the rectangle that the rows lie in which can be joined with it. All of it are
 * numbers, and written as such: no driver takes as many parameters.
 */
final class PlaceRelation {
  private static final String PREFIX = "parley_";

  /** So many places stand together. */
  private static final int PART = 64;

  private final Dialect dialect;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Map<Expression.Column, Bounds> bounds = new LinkedHashMap<>();
  private final Map<Expression.Column, PlaceBounds.Box> around = new LinkedHashMap<>();

  private PlaceRelation(Dialect dialect, List<PlaceList.Entry> entries, Expression where) {
    this.dialect = dialect;
    for (Field field : Field.values()) {
      names.add(name(field));
    }
    for (PlaceList.Entry entry : entries) {
      List<String> row = new ArrayList<>();
      row.add(SqlTypes.cast(Fragment.of("" + entry.number()), ColumnType.INTEGER, dialect).sql());
      row.add(number(entry.x()));
      row.add(number(entry.y()));
      row.add(number(entry.radius()));
      PlaceBounds.of(ListedQuery.of(entry, where)).forEach((column, box) -> add(column, box, row));
      rows.add(row);
    }
  }

  /**
   * Returns the places, those that are near each other together: of each part, an index or a quick
   * comparison finds the rows that are near any of it, without looking at it place by place.
   *
   * @param where on which rows are joined
   */
  static List<PlaceRelation> parts(Dialect dialect, PlaceList places, Expression where) {
    List<PlaceList.Entry> byX = new ArrayList<>(places.entries());
    byX.sort(Comparator.comparingDouble(PlaceList.Entry::x));
    int strip = (int) Math.ceil(Math.sqrt((double) byX.size() / PART) * PART);
    List<PlaceRelation> parts = new ArrayList<>();
    for (int i = 0; i < byX.size(); i += strip) {
      List<PlaceList.Entry> byY = byX.subList(i, Math.min(i + strip, byX.size()));
      byY.sort(Comparator.comparingDouble(PlaceList.Entry::y));
      for (int j = 0; j < byY.size(); j += PART) {
        parts.add(
            new PlaceRelation(dialect, byY.subList(j, Math.min(j + PART, byY.size())), where));
      }
    }
    return parts;
  }

  /** The columns that hold the corners of a rectangle. */
  record Bounds(Fragment lowX, Fragment lowY, Fragment highX, Fragment highY) {}

  /** How the column is called that has this of each place. */
  static String name(Field field) {
    return PREFIX + field.name().toLowerCase(Locale.ROOT);
  }

  /** By what rows are bounded, by the column that has their places. */
  Map<Expression.Column, Bounds> bounds() {
    return bounds;
  }

  /** The rectangle that all of these lie in, by the column that has rows' places. */
  Map<Expression.Column, PlaceBounds.Box> around() {
    return around;
  }

  /** Returns what is read from. */
  String sql() {
    StringBuilder sql = new StringBuilder("(SELECT ");
    for (int i = 0; i < names.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append(rows.get(0).get(i)).append(" AS ").append(names.get(i));
    }
    String between = " UNION ALL VALUES ";
    for (List<String> row : rows.subList(1, rows.size())) {
      sql.append(between).append('(').append(String.join(", ", row)).append(')');
      between = ", ";
    }
    return sql.append(") ").append(PREFIX).append("list").toString();
  }

  /** Every entry has the same condition, and so the same columns with a rectangle. */
  private void add(Expression.Column column, PlaceBounds.Box box, List<String> row) {
    if (!bounds.containsKey(column)) {
      String prefix = PREFIX + "b" + bounds.size();
      List<String> corners = List.of(prefix + "lx", prefix + "ly", prefix + "hx", prefix + "hy");
      names.addAll(corners);
      bounds.put(
          column,
          new Bounds(
              Fragment.of(corners.get(0)),
              Fragment.of(corners.get(1)),
              Fragment.of(corners.get(2)),
              Fragment.of(corners.get(3))));
    }
    around.merge(column, box, PlaceBounds.Box::or);
    row.add(number(box.lowX()));
    row.add(number(box.lowY()));
    row.add(number(box.highX()));
    row.add(number(box.highY()));
  }

  private String number(double number) {
    return dialect.asDouble(Double.toString(number));
  }
}
