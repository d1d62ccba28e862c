// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.protocol.sql.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Writes that places are within a rectangle in the words that each database has an index for. */
record PlaceIndex(Dialect dialect, PlaceColumn place) {

  /** Returns conditions that are true for all places in {@code box}, and maybe for others. */
  List<Fragment> within(PlaceBounds.Box box) {
    List<Fragment> conditions = new ArrayList<>();
    if (place.isDeclared()) {
      conditions.add(compared(0, Operator.GREATER_OR_EQUAL, box.lowX()));
      conditions.add(compared(0, Operator.LESS_OR_EQUAL, box.highX()));
      conditions.add(compared(1, Operator.GREATER_OR_EQUAL, box.lowY()));
      conditions.add(compared(1, Operator.LESS_OR_EQUAL, box.highY()));
    }
    if (box.lowX() > box.highX() || box.lowY() > box.highY()) {
      // nowhere: what comes of corners in the wrong order differs
      return List.of(Fragment.of("FALSE"));
    }
    if (dialect == Dialect.POSTGRESQL) {
      conditions.add(
          inBox()
              .fill(
                  indexed(),
                  number(box.lowX()),
                  number(box.lowY()),
                  number(box.highX()),
                  number(box.highY())));
    } else if (dialect == Dialect.MARIADB && !place.isDeclared()) {
      conditions.add(
          Fragment.parameter("ST_GeomFromText(?)", text(box))
              .within("MBRIntersects(", ", ")
              .then(place.quoted())
              .then(")"));
    }
    return conditions;
  }

  /** Returns the same for the rectangle that each row of a list has. */
  List<Fragment> within(PlaceRelation.Bounds box) {
    List<Fragment> conditions = new ArrayList<>();
    if (place.isDeclared()) {
      conditions.add(new Template("($1 >= $2)").fill(place.part(0).asDouble(), box.lowX()));
      conditions.add(new Template("($1 <= $2)").fill(place.part(0).asDouble(), box.highX()));
      conditions.add(new Template("($1 >= $2)").fill(place.part(1).asDouble(), box.lowY()));
      conditions.add(new Template("($1 <= $2)").fill(place.part(1).asDouble(), box.highY()));
    }
    if (dialect == Dialect.POSTGRESQL) {
      conditions.add(inBox().fill(indexed(), box.lowX(), box.lowY(), box.highX(), box.highY()));
    } else if (dialect == Dialect.MARIADB && !place.isDeclared()) {
      conditions.add(
          new Template("MBRIntersects(Envelope(LineString(Point($1, $2), Point($3, $4))), $5)")
              .fill(box.lowX(), box.lowY(), box.highX(), box.highY(), place.quoted()));
    }
    return conditions;
  }

  /** PostGIS compares rectangles alone, whatever their reference systems. */
  private Template inBox() {
    return new Template(
        place.isPostGis()
            ? "($1 && ST_MakeEnvelope($2, $3, $4, $5))"
            : "($1 <@ box(point($2, $3), point($4, $5)))");
  }

  private Fragment indexed() {
    return place.isPostGis() ? place.quoted() : place.point();
  }

  private Fragment compared(int part, Operator operator, double bound) {
    Operand operand = place.part(part);
    if (operand.isDouble()) {
      // as it is stored: what adds zero to a column has no index
      return operand.value().then(" " + operator.word() + " ").then(number(bound)).within("(", ")");
    }
    // one more digit than a double has, so that nothing at the edge is lost
    return new NumberComparison(dialect, operand)
        .compare(operator, new BigDecimal(bound))
        .within("(", ")");
  }

  private Fragment number(double number) {
    return Fragment.parameter(dialect.asDouble("?"), number);
  }

  private static String text(PlaceBounds.Box box) {
    return "POLYGON((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %4$s, %1$s %2$s))"
        .formatted(box.lowX(), box.lowY(), box.highX(), box.highY());
  }
}
