// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import static dev.parley.protocol.catalog.ColumnType.BOOLEAN;
import static dev.parley.protocol.catalog.ColumnType.DOUBLE;
import static dev.parley.protocol.catalog.ColumnType.GEOMETRY;
import static dev.parley.protocol.catalog.ColumnType.INTEGER;
import static dev.parley.protocol.catalog.ColumnType.VARCHAR;

import dev.parley.protocol.catalog.ColumnType;
import java.util.List;

/** The functions of places and areas, named as PostGIS names them. */
public final class SpatialFunctions {
  /** x, y, and maybe the number of a spatial reference system, as the next two. */
  public static final TypedFunction POINT =
      function("POINT", "ST_POINT", GEOMETRY, DOUBLE, DOUBLE, INTEGER);

  /** The rectangle between two corners. */
  public static final TypedFunction RECTANGLE =
      function("RECTANGLE", "ST_MAKEENVELOPE", GEOMETRY, DOUBLE, DOUBLE, DOUBLE, DOUBLE, INTEGER);

  /** Of well-known text. */
  public static final TypedFunction FROM_TEXT =
      function("GEOMETRY", "ST_GEOMFROMTEXT", GEOMETRY, VARCHAR, INTEGER);

  public static final TypedFunction SET_SRID =
      function("SET_SRID", "ST_SETSRID", GEOMETRY, GEOMETRY, INTEGER);
  public static final TypedFunction SRID = function("SRID", "ST_SRID", INTEGER, GEOMETRY);
  public static final TypedFunction X = function("POINT_X", "ST_X", DOUBLE, GEOMETRY);
  public static final TypedFunction Y = function("POINT_Y", "ST_Y", DOUBLE, GEOMETRY);
  public static final TypedFunction TEXT =
      function("GEOMETRY_TEXT", "ST_ASTEXT", VARCHAR, GEOMETRY);
  public static final TypedFunction DISTANCE =
      function("DISTANCE", "ST_DISTANCE", DOUBLE, GEOMETRY, GEOMETRY);
  public static final TypedFunction SPHERE_DISTANCE =
      function("SPHERE_DISTANCE", "ST_DISTANCESPHERE", DOUBLE, GEOMETRY, GEOMETRY);

  /** Whether two places are so near each other. */
  public static final TypedFunction NEAR =
      function("NEAR", "ST_DWITHIN", BOOLEAN, GEOMETRY, GEOMETRY, DOUBLE);

  /** Whether a place is inside an area; on the boundary it is not. */
  public static final TypedFunction WITHIN =
      function("INSIDE", "ST_WITHIN", BOOLEAN, GEOMETRY, GEOMETRY);

  /** Whether a place is inside an area, or on its boundary. */
  public static final TypedFunction COVERED =
      function("COVERED", "ST_COVEREDBY", BOOLEAN, GEOMETRY, GEOMETRY);

  /** Whether a place and an area, in any order, have a place in common. */
  public static final TypedFunction INTERSECTS =
      function("INTERSECTS", "ST_INTERSECTS", BOOLEAN, GEOMETRY, GEOMETRY);

  /** The nearest corner of a grid from the origin, of such a width and height. */
  public static final TypedFunction SNAP =
      function("SNAP", "ST_SNAPTOGRID", GEOMETRY, GEOMETRY, DOUBLE, DOUBLE);

  /** Whether a row is among so many whose places are nearest to a place. */
  public static final TypedFunction KNN =
      function("KNN", "KNN", BOOLEAN, GEOMETRY, GEOMETRY, INTEGER);

  /** In the order in which people read them. */
  public static final List<TypedFunction> ALL =
      List.of(
          POINT,
          RECTANGLE,
          FROM_TEXT,
          SET_SRID,
          SRID,
          X,
          Y,
          TEXT,
          DISTANCE,
          SPHERE_DISTANCE,
          NEAR,
          WITHIN,
          COVERED,
          INTERSECTS,
          SNAP,
          KNN);

  private SpatialFunctions() {}

  private static TypedFunction function(
      String id, String name, ColumnType result, ColumnType... arguments) {
    return TypedFunction.of(id, name, SpatialSignatures.of(result, arguments), Nullability.ANY);
  }
}
