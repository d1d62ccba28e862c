// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.rewrite;

import dev.parley.sql.function.SpatialFunctions;
import dev.parley.sql.function.TypedFunction;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What the functions of places and areas that are called by name mean. */
final class SpatialNames {

  private SpatialNames() {}

  /** Returns the call of the function of that name, in capitals; empty if there is none. */
  static Optional<SqlNode> call(String name, SqlParserPos position, List<SqlNode> arguments) {
    int count = arguments.size();
    return switch (name) {
      case "ST_POINT", "ST_MAKEPOINT", "POINT" ->
          of(SpatialFunctions.POINT, count == 2 || count == 3, position, arguments);
      case "ST_MAKEENVELOPE" ->
          of(SpatialFunctions.RECTANGLE, count == 4 || count == 5, position, arguments);
      case "ST_GEOMFROMTEXT", "ST_GEOMETRYFROMTEXT", "ST_POLYGONFROMTEXT", "ST_POINTFROMTEXT" ->
          of(SpatialFunctions.FROM_TEXT, count == 1 || count == 2, position, arguments);
      case "ST_SETSRID" -> of(SpatialFunctions.SET_SRID, count == 2, position, arguments);
      case "ST_SRID" -> of(SpatialFunctions.SRID, count == 1, position, arguments);
      case "ST_X" -> of(SpatialFunctions.X, count == 1, position, arguments);
      case "ST_Y" -> of(SpatialFunctions.Y, count == 1, position, arguments);
      case "ST_ASTEXT" -> of(SpatialFunctions.TEXT, count == 1, position, arguments);
      case "ST_DISTANCE" -> of(SpatialFunctions.DISTANCE, count == 2, position, arguments);
      case "ST_DISTANCESPHERE", "ST_DISTANCE_SPHERE" ->
          of(SpatialFunctions.SPHERE_DISTANCE, count == 2, position, arguments);
      case "ST_DWITHIN" -> of(SpatialFunctions.NEAR, count == 3, position, arguments);
      case "ST_SNAPTOGRID" -> snapped(position, arguments);
      case "KNN" -> of(SpatialFunctions.KNN, count == 3, position, arguments);
      default -> relation(name, position, arguments);
    };
  }

  private static Optional<SqlNode> relation(
      String name, SqlParserPos position, List<SqlNode> arguments) {
    if (arguments.size() != 2) {
      return Optional.empty();
    }
    List<SqlNode> swapped = List.of(arguments.get(1), arguments.get(0));
    return switch (name) {
      case "ST_WITHIN" -> of(SpatialFunctions.WITHIN, true, position, arguments);
      case "ST_CONTAINS" -> of(SpatialFunctions.WITHIN, true, position, swapped);
      case "ST_COVEREDBY" -> of(SpatialFunctions.COVERED, true, position, arguments);
      case "ST_COVERS" -> of(SpatialFunctions.COVERED, true, position, swapped);
      case "ST_INTERSECTS" -> of(SpatialFunctions.INTERSECTS, true, position, arguments);
      default -> Optional.empty();
    };
  }

  /** One size is that of both sides. */
  private static Optional<SqlNode> snapped(SqlParserPos position, List<SqlNode> arguments) {
    return arguments.size() == 2
        ? snapped(position, List.of(arguments.get(0), arguments.get(1), arguments.get(1)))
        : of(SpatialFunctions.SNAP, arguments.size() == 3, position, arguments);
  }

  private static Optional<SqlNode> of(
      TypedFunction function, boolean known, SqlParserPos position, List<SqlNode> arguments) {
    return known ? Optional.of(function.createCall(position, arguments)) : Optional.empty();
  }
}
