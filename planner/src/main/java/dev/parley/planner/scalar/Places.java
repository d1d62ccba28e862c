// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.spatial.Geometry;
import dev.parley.protocol.spatial.Point;
import dev.parley.protocol.spatial.Polygon;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Functions of places and areas, of values that are not NULL. */
public final class Places {

  private Places() {}

  static @Nullable Object apply(Scalar.Call call, Object[] values) {
    return switch (call.operator()) {
      case POINT -> made(() -> new Point(number(values, 0), number(values, 1), srid(values, 2)));
      case RECTANGLE -> made(() -> rectangle(values));
      case GEOMETRY -> made(() -> WellKnownText.read((String) values[0]).in(srid(values, 1)));
      case SET_SRID -> made(() -> ((Geometry) values[0]).in(srid(values, 1)));
      case SRID -> (long) ((Geometry) values[0]).srid();
      case GEOMETRY_TEXT -> values[0].toString();
      case POINT_X -> place(call, values[0]).x();
      case POINT_Y -> place(call, values[0]).y();
      case INSIDE -> side(call, values) == Polygon.Side.INSIDE;
      case COVERED -> side(call, values) != Polygon.Side.OUTSIDE;
      case CELL_X -> cell(place(call, values[0]).x(), number(values, 1));
      case CELL_Y -> cell(place(call, values[0]).y(), number(values, 1));
      case SNAP -> snapped(place(call, values[0]), number(values, 1), number(values, 2));
      case DISTANCE, SPHERE_DISTANCE -> distance(call, values);
      default ->
          throw new ParleyException(
              ErrorCode.NOT_SUPPORTED,
              call.operator().word() + " is only a condition over a federated table",
              "Write it in WHERE, by itself or with others under AND.");
    };
  }

  /** NULL on the sphere for what is no longitude and latitude. */
  private static @Nullable Double distance(Scalar.Call call, Object[] values) {
    Point from = place(call, values[0]);
    Point to = place(call, values[1]);
    requireSame(from, to);
    if (call.operator() == ScalarOperator.DISTANCE) {
      return from.distance(to.x(), to.y());
    }
    return from.isOnEarth() && to.isOnEarth() ? from.sphereDistance(to.x(), to.y()) : null;
  }

  /**
   * Confirms that a place is given by a longitude and a latitude.
   *
   * @throws ParleyException OUT_OF_RANGE
   */
  public static void requireOnEarth(Point place) {
    if (!place.isOnEarth()) {
      throw outOfRange("A longitude is beyond 180 degrees, or a latitude beyond 90");
    }
  }

  /**
   * Confirms that two geometries are in one spatial reference system; one that is not told is any.
   *
   * @throws ParleyException TYPE_MISMATCH
   */
  public static void requireSame(int one, int other) {
    if (one != other && one != 0 && other != 0) {
      throw new ParleyException(
          ErrorCode.TYPE_MISMATCH,
          "Geometries of two spatial reference systems, %d and %d, stand together"
              .formatted(one, other),
          "Give both in the same one; ST_SetSRID names it.");
    }
  }

  private static void requireSame(Geometry one, Geometry other) {
    requireSame(one.srid(), other.srid());
  }

  private static Polygon.Side side(Scalar.Call call, Object[] values) {
    if (!(values[1] instanceof Polygon area)) {
      throw mismatch(call, "an area");
    }
    Point place = place(call, values[0]);
    requireSame(place, area);
    return area.side(place.x(), place.y());
  }

  private static Point snapped(Point place, double width, double height) {
    requireGrid(width, height);
    return made(
        () ->
            new Point(
                Math.rint(place.x() / width) * width,
                Math.rint(place.y() / height) * height,
                place.srid()));
  }

  private static long cell(double coordinate, double side) {
    requireGrid(side, side);
    double cell = Math.rint(coordinate / side);
    if (Math.abs(cell) >= 0x1p63) {
      throw outOfRange("A grid has more cells than can be counted");
    }
    return (long) cell;
  }

  /**
   * Confirms the sides of a grid.
   *
   * @throws ParleyException OUT_OF_RANGE
   */
  public static void requireGrid(double width, double height) {
    if (!(width > 0 && height > 0 && Math.max(width, height) <= Point.LARGEST)) {
      throw outOfRange("The sides of a grid are not numbers above 0");
    }
  }

  private static Polygon rectangle(Object[] values) {
    int srid = srid(values, 4);
    return Polygon.rectangle(
        new Point(number(values, 0), number(values, 1), srid),
        new Point(number(values, 2), number(values, 3), srid));
  }

  private static Point place(Scalar.Call call, Object value) {
    if (value instanceof Point point) {
      return point;
    }
    throw mismatch(call, "a place");
  }

  private static ParleyException mismatch(Scalar.Call call, String wanted) {
    return new ParleyException(
        ErrorCode.TYPE_MISMATCH,
        "%s is given another geometry than %s".formatted(call.operator().word(), wanted),
        "Places are made by ST_Point, areas by ST_MakeEnvelope and ST_GeomFromText.");
  }

  private static double number(Object[] values, int index) {
    return ((Number) values[index]).doubleValue();
  }

  private static int srid(Object[] values, int index) {
    return values.length > index ? Math.toIntExact((Long) values[index]) : 0;
  }

  private static <T> T made(Supplier<T> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException e) {
      throw outOfRange("A geometry cannot be made: " + e.getMessage());
    }
  }

  private static ParleyException outOfRange(String fact) {
    return new ParleyException(
        ErrorCode.OUT_OF_RANGE, fact, "Check the coordinates and their order, which is x, y.");
  }
}
