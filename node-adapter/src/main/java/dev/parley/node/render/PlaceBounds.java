// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.protocol.spatial.Point;
import dev.parley.protocol.spatial.Polygon;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The rectangles that the places of rows lie in for which a condition is true: what an index can
 * find. Rows outside are none that the condition lets pass; of those inside, it lets some.
 */
final class PlaceBounds {
  private final Map<Expression.Column, Box> boxes = new LinkedHashMap<>();

  private PlaceBounds() {}

  /** A rectangle; may be empty, with a lower bound above the upper. */
  record Box(double lowX, double lowY, double highX, double highY) {
    private static final Box ALL =
        new Box(-Point.LARGEST, -Point.LARGEST, Point.LARGEST, Point.LARGEST);

    private boolean isEmpty() {
      return lowX > highX || lowY > highY;
    }

    boolean overlaps(Box other) {
      return lowX <= other.highX
          && other.lowX <= highX
          && lowY <= other.highY
          && other.lowY <= highY;
    }

    /** Returns a rectangle that both lie in. */
    Box or(Box other) {
      if (isEmpty() || other.isEmpty()) {
        return isEmpty() ? other : this;
      }
      return new Box(
          Math.min(lowX, other.lowX),
          Math.min(lowY, other.lowY),
          Math.max(highX, other.highX),
          Math.max(highY, other.highY));
    }

    private Box and(Box other) {
      return new Box(
          Math.max(lowX, other.lowX),
          Math.max(lowY, other.lowY),
          Math.min(highX, other.highX),
          Math.min(highY, other.highY));
    }
  }

  /** Returns the rectangle of each column of places that {@code condition} bounds. */
  static Map<Expression.Column, Box> of(Expression condition) {
    PlaceBounds bounds = new PlaceBounds();
    bounds.read(condition);
    return bounds.boxes;
  }

  /** Whether {@code condition} says that {@code column} has a place. */
  static boolean requires(Expression condition, Expression.Column column) {
    if (!(condition instanceof Expression.Call call)) {
      return false;
    }
    return call.operator() == Operator.AND
        ? call.operands().stream().anyMatch(part -> requires(part, column))
        : call.operator() == Operator.IS_NOT_NULL
            && call.operands().get(0) instanceof Expression.Call value
            && (value.operator() == Operator.POINT_X || value.operator() == Operator.POINT_Y)
            && value.operands().contains(column);
  }

  private void read(Expression condition) {
    if (!(condition instanceof Expression.Call call)) {
      return;
    }
    switch (call.operator()) {
      case AND -> call.operands().forEach(this::read);
      case INSIDE, COVERED -> {
        Expression.TextLiteral rings = (Expression.TextLiteral) call.operands().get(1);
        Polygon area = Polygon.parse(rings.value());
        Point low = area.lowest();
        Point high = area.highest();
        add(call, new Box(low.x(), low.y(), high.x(), high.y()));
      }
      case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> comparison(call);
      default -> {
        return;
      }
    }
  }

  private void comparison(Expression.Call comparison) {
    if (!(comparison.operands().get(0) instanceof Expression.Call call)
        || !call.operator().isSpatial()
        || number(comparison.operands().get(1)).isEmpty()) {
      return;
    }
    double bound = number(comparison.operands().get(1)).getAsDouble();
    boolean atMost =
        comparison.operator() != Operator.GREATER
            && comparison.operator() != Operator.GREATER_OR_EQUAL;
    boolean atLeast =
        comparison.operator() != Operator.LESS && comparison.operator() != Operator.LESS_OR_EQUAL;
    Box all = Box.ALL;
    switch (call.operator()) {
      case POINT_X ->
          add(
              call,
              new Box(atLeast ? bound : all.lowX, all.lowY, atMost ? bound : all.highX, all.highY));
      case POINT_Y ->
          add(
              call,
              new Box(all.lowX, atLeast ? bound : all.lowY, all.highX, atMost ? bound : all.highY));
      case DISTANCE -> {
        if (atMost) {
          add(call, around(call, bound, bound));
        }
      }
      case SPHERE_DISTANCE -> {
        if (atMost) {
          add(call, onSphere(call, bound));
        }
      }
      default -> {
        return;
      }
    }
  }

  private void add(Expression.Call call, Box box) {
    // a decimal may be a little off the double that it is read as
    Box wider = new Box(below(box.lowX), below(box.lowY), -below(-box.highX), -below(-box.highY));
    boxes.merge((Expression.Column) call.operands().get(0), wider, Box::and);
  }

  private static double below(double bound) {
    return bound - 2 * Math.ulp(bound);
  }

  /** A little larger than it need be, for sums of doubles are rounded. */
  private static Box around(Expression.Call call, double across, double up) {
    double x = coordinate(call, 1);
    double y = coordinate(call, 2);
    double wide = wider(across, x);
    double high = wider(up, y);
    return new Box(x - wide, y - high, x + wide, y + high);
  }

  private static double wider(double radius, double coordinate) {
    return radius + Math.abs(radius) * 1e-9 + 4 * Math.ulp(Math.abs(coordinate) + Math.abs(radius));
  }

  /** Where the circle has a pole in it, or passes the antimeridian, every longitude is in it. */
  private static Box onSphere(Expression.Call call, double metres) {
    double angle = metres / Point.EARTH_RADIUS_METRES * (1 + 1e-9) + 1e-12;
    double up = Math.toDegrees(angle);
    double latitude = coordinate(call, 2);
    double across = Double.POSITIVE_INFINITY;
    if (Math.abs(latitude) + up < 89.9 && angle < 1) {
      double ratio = Math.sin(angle) / Math.cos(Math.toRadians(latitude));
      double degrees = ratio < 1 ? Math.toDegrees(Math.asin(ratio)) * (1 + 1e-9) : 180;
      if (Math.abs(coordinate(call, 1)) + degrees < 179.9) {
        across = degrees;
      }
    }
    return around(call, Math.min(across, Point.LARGEST), up);
  }

  private static double coordinate(Expression.Call call, int index) {
    return number(call.operands().get(index)).orElseThrow();
  }

  private static OptionalDouble number(Expression expression) {
    Expression value = expression instanceof Expression.Cast cast ? cast.operand() : expression;
    return value instanceof Expression.NumberLiteral literal
        ? OptionalDouble.of(literal.value().doubleValue())
        : OptionalDouble.empty();
  }
}
