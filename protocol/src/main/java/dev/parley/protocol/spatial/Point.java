// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.spatial;

/**
 * A place.
 *
 * @param x up to {@value #LARGEST}; a longitude in degrees where distances are on the sphere
 * @param y as x; a latitude in degrees where distances are on the sphere
 */
public record Point(double x, double y, int srid) implements Geometry {
  /** The largest coordinate: of such, the sum of squares is a number yet. */
  public static final double LARGEST = 1e150;

  /** The mean radius of the earth, as PostGIS has it for its spheres: WGS 84, (2a + b) / 3. */
  public static final double EARTH_RADIUS_METRES = 6371008.771415059;

  public Point {
    Coordinates.require(x);
    Coordinates.require(y);
    Coordinates.requireSrid(srid);
    x += 0.0; // -0.0 becomes 0.0
    y += 0.0;
  }

  /** A place in a reference system that is not told. */
  public Point(double x, double y) {
    this(x, y, 0);
  }

  /**
   * Returns the distance in the plane, digit for digit as PostgreSQL's {@code point <-> point}
   * computes it ({@code pg_hypot}), without loss of tiny distances on the way.
   */
  public double distance(double otherX, double otherY) {
    double across = Math.abs(otherX - x);
    double up = Math.abs(otherY - y);
    double longer = Math.max(across, up);
    double shorter = Math.min(across, up);
    if (shorter == 0) {
      return longer;
    }
    double ratio = shorter / longer;
    return longer * Math.sqrt(1 + ratio * ratio);
  }

  /**
   * Returns the distance on the sphere in metres by the haversine, which loses nothing for places
   * that are near each other.
   */
  public double sphereDistance(double otherX, double otherY) {
    double up = Math.sin(Math.toRadians(otherY - y) / 2);
    double across = Math.sin(Math.toRadians(otherX - x) / 2);
    double chord =
        up * up + Math.cos(Math.toRadians(y)) * Math.cos(Math.toRadians(otherY)) * across * across;
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(chord)));
  }

  /** Whether it is a place on the earth: a longitude and a latitude in degrees. */
  public boolean isOnEarth() {
    return Math.abs(x) <= 180 && Math.abs(y) <= 90;
  }

  @Override
  public Point in(int other) {
    return new Point(x, y, other);
  }

  @Override
  public String toString() {
    return "POINT (" + Coordinates.text(x) + ' ' + Coordinates.text(y) + ')';
  }
}
