// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.spatial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An area within rings: a place is inside if an odd number of rings is around it, so that a ring in
 * a ring is a hole.
 *
 * @param rings one or more; unmodifiable
 */
public record Polygon(List<Ring> rings, int srid) implements Geometry {
  /** How many corners all rings may have together. */
  public static final int MAX_CORNERS = 1000;

  private static final String WORD = "POLYGON ";

  /** Where a place is. */
  public enum Side {
    INSIDE,
    BOUNDARY,
    OUTSIDE
  }

  /**
   * A closed line.
   *
   * @param corners four or more, of which the last is the first; unmodifiable
   */
  public record Ring(List<Point> corners) {
    private static final int FEWEST = 4;

    /** Products of differences of coordinates up to this neither overflow nor are lost. */
    private static final double LARGEST = 1e100;

    public Ring {
      corners = List.copyOf(corners);
      if (corners.size() < FEWEST || !corners.get(0).equals(corners.get(corners.size() - 1))) {
        throw new IllegalArgumentException(
            "Invalid polygon: a ring is not closed, or has fewer than three corners");
      }
      if (corners.stream().anyMatch(c -> Math.max(Math.abs(c.x()), Math.abs(c.y())) > LARGEST)) {
        throw new IllegalArgumentException("Invalid polygon: a coordinate is beyond 1e100");
      }
    }
  }

  public Polygon {
    rings = List.copyOf(rings);
    Coordinates.requireSrid(srid);
    int corners = rings.stream().mapToInt(ring -> ring.corners().size()).sum();
    if (rings.isEmpty() || corners > MAX_CORNERS) {
      throw new IllegalArgumentException(
          "Invalid polygon: want 1 to %d corners, got %d".formatted(MAX_CORNERS, corners));
    }
  }

  /**
   * Reads what {@link #toString} writes, and nothing else; the reference system is not told.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static Polygon parse(String text) {
    if (!text.startsWith(WORD + "((") || !text.endsWith("))")) {
      throw new IllegalArgumentException("Invalid polygon: want POLYGON ((x y, …))");
    }
    List<Ring> rings = new ArrayList<>();
    String inner = text.substring(WORD.length() + 2, text.length() - 2);
    for (String ring : inner.split("\\), \\(", -1)) {
      List<Point> corners = new ArrayList<>();
      for (String corner : ring.split(", ", -1)) {
        corners.add(corner(corner));
      }
      rings.add(new Ring(corners));
    }
    Polygon polygon = new Polygon(rings, 0);
    if (!polygon.toString().equals(text)) {
      throw new IllegalArgumentException("Invalid polygon: another spelling of the same");
    }
    return polygon;
  }

  private static Point corner(String text) {
    int blank = text.indexOf(' ');
    if (blank < 0) {
      throw new IllegalArgumentException("Invalid polygon: a corner is not two numbers");
    }
    return new Point(
        Double.parseDouble(text.substring(0, blank)), Double.parseDouble(text.substring(blank)));
  }

  /** Returns the rectangle between two corners; the order does not matter. */
  public static Polygon rectangle(Point a, Point b) {
    return new Polygon(
        List.of(
            new Ring(
                List.of(
                    new Point(a.x(), a.y()),
                    new Point(b.x(), a.y()),
                    new Point(b.x(), b.y()),
                    new Point(a.x(), b.y()),
                    new Point(a.x(), a.y())))),
        a.srid());
  }

  /** Whether it is one ring of two sides along x and two along y, in this order or the other. */
  public boolean isRectangle() {
    List<Point> c = rings.get(0).corners();
    if (rings.size() > 1 || c.size() != 5) {
      return false;
    }
    return isBox(c.get(0), c.get(1), c.get(2), c.get(3))
        || isBox(c.get(1), c.get(2), c.get(3), c.get(0));
  }

  private static boolean isBox(Point a, Point b, Point c, Point d) {
    return a.y() == b.y() && b.x() == c.x() && c.y() == d.y() && d.x() == a.x();
  }

  /** The smallest coordinates that corners have. */
  public Point lowest() {
    return corners(Math::min);
  }

  /** The largest coordinates that corners have. */
  public Point highest() {
    return corners(Math::max);
  }

  private Point corners(java.util.function.DoubleBinaryOperator choice) {
    double x =
        rings.stream()
            .flatMap(r -> r.corners().stream())
            .mapToDouble(Point::x)
            .reduce(choice)
            .orElseThrow();
    double y =
        rings.stream()
            .flatMap(r -> r.corners().stream())
            .mapToDouble(Point::y)
            .reduce(choice)
            .orElseThrow();
    return new Point(x, y, srid);
  }

  /**
   * Returns where a place is: the crossing-number test in the arithmetic of doubles. Owners'
   * databases compute the same products and differences, so that all agree.
   */
  public Side side(double x, double y) {
    boolean inside = false;
    for (Ring ring : rings) {
      for (int i = 1; i < ring.corners().size(); i++) {
        Point a = ring.corners().get(i - 1);
        Point b = ring.corners().get(i);
        double turn = (b.x() - a.x()) * (y - a.y()) - (x - a.x()) * (b.y() - a.y());
        if (turn == 0 && isWithin(a, b, x, y)) {
          return Side.BOUNDARY;
        }
        inside ^= a.y() <= y ? b.y() > y && turn < 0 : b.y() <= y && turn > 0;
      }
    }
    return inside ? Side.INSIDE : Side.OUTSIDE;
  }

  private static boolean isWithin(Point a, Point b, double x, double y) {
    return x >= Math.min(a.x(), b.x())
        && x <= Math.max(a.x(), b.x())
        && y >= Math.min(a.y(), b.y())
        && y <= Math.max(a.y(), b.y());
  }

  @Override
  public Polygon in(int other) {
    return new Polygon(rings, other);
  }

  @Override
  public String toString() {
    return rings.stream()
        .map(
            ring ->
                ring.corners().stream()
                    .map(c -> Coordinates.text(c.x()) + ' ' + Coordinates.text(c.y()))
                    .collect(Collectors.joining(", ", "(", ")")))
        .collect(Collectors.joining(", ", WORD + "(", ")"));
  }
}
