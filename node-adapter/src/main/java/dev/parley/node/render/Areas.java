// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.protocol.spatial.Point;
import dev.parley.protocol.spatial.Polygon;
import java.util.ArrayList;
import java.util.List;

/** Writes on which side of a polygon places are, edge by edge as {@link Polygon#side} does. */
record Areas(Dialect dialect, PlaceColumn place) {

  /**
   * Returns whether a place is inside; NULL for what is no place.
   *
   * @param boundary whether places on the boundary are
   */
  Fragment side(Polygon area, boolean boundary) {
    Fragment inside = area.isRectangle() ? rectangle(area, boundary) : rings(area, boundary);
    return place.isPlace().within("(CASE WHEN ", " THEN ").then(inside).then(" END)");
  }

  private Fragment rectangle(Polygon area, boolean boundary) {
    String equal = boundary ? "=" : "";
    return new Template(
            "($1 >%1$s $3 AND $1 <%1$s $5 AND $2 >%1$s $4 AND $2 <%1$s $6)".formatted(equal))
        .fill(
            place.x(),
            place.y(),
            number(area.lowest().x()),
            number(area.lowest().y()),
            number(area.highest().x()),
            number(area.highest().y()));
  }

  private Fragment rings(Polygon area, boolean boundary) {
    List<Fragment> crossings = new ArrayList<>();
    List<Fragment> touches = new ArrayList<>();
    for (Polygon.Ring ring : area.rings()) {
      for (int i = 1; i < ring.corners().size(); i++) {
        Point from = ring.corners().get(i - 1);
        Point to = ring.corners().get(i);
        touches.add(touch(from, to));
        if (from.y() != to.y()) {
          crossings.add(crossing(from, to));
        }
      }
    }
    Fragment odd =
        crossings.isEmpty() ? Fragment.of("FALSE") : sum(crossings).within("(MOD(", ", 2) = 1)");
    return rectangle(area, true)
        .within("(CASE WHEN ", " THEN (")
        .then(sum(touches))
        .then(boundary ? " > 0 OR " : " = 0 AND ")
        .then(odd)
        .then(") ELSE FALSE END)");
  }

  private Fragment crossing(Point from, Point to) {
    boolean up = to.y() > from.y();
    return new Template(
            "CASE WHEN $1 >= $2 AND $1 < $3 AND $4 %s 0 THEN 1 ELSE 0 END"
                .formatted(up ? "<" : ">"))
        .fill(
            place.y(),
            number(Math.min(from.y(), to.y())),
            number(Math.max(from.y(), to.y())),
            turn(from, to));
  }

  private Fragment touch(Point from, Point to) {
    return new Template(
            "CASE WHEN $1 >= $3 AND $1 <= $4 AND $2 >= $5 AND $2 <= $6 AND $7 = 0 THEN 1 ELSE 0 END")
        .fill(
            place.x(),
            place.y(),
            number(Math.min(from.x(), to.x())),
            number(Math.max(from.x(), to.x())),
            number(Math.min(from.y(), to.y())),
            number(Math.max(from.y(), to.y())),
            turn(from, to));
  }

  private Fragment turn(Point from, Point to) {
    return new Template("($3 * ($2 - $4) - ($1 - $5) * $6)")
        .fill(
            place.x(),
            place.y(),
            number(to.x() - from.x()),
            number(from.y()),
            number(from.x()),
            number(to.y() - from.y()));
  }

  /** In halves, so that it is not as deep as it is long. */
  private static Fragment sum(List<Fragment> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int half = parts.size() / 2;
    return sum(parts.subList(0, half))
        .within("(", " + ")
        .then(sum(parts.subList(half, parts.size())))
        .then(")");
  }

  /** As digits: with as many parameters as corners have, drivers would fail. */
  private Fragment number(double number) {
    return Fragment.of(dialect.asDouble(spelt(number)));
  }

  private static String spelt(double number) {
    return number == 0 ? "0" : Double.toString(number);
  }
}
