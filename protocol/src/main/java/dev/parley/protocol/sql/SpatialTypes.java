// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.spatial.Polygon;
import java.util.List;

/** The types that operators over places take and give. A place is always a column. */
final class SpatialTypes {

  private SpatialTypes() {}

  static ColumnType of(Expression.Call call, List<ColumnType> types) {
    if (types.get(0).kind() != Kind.GEOMETRY) {
      throw Typing.mismatch("A place for " + call.operator().word(), types.get(0));
    }
    if (!(call.operands().get(0) instanceof Expression.Column)) {
      throw OperatorTypes.unsupported(
          call.operator().word() + " of anything but a column", "a column of type GEOMETRY");
    }
    return switch (call.operator()) {
      case INSIDE, COVERED -> {
        requirePolygon(call.operands().get(1));
        yield ColumnType.BOOLEAN;
      }
      case DISTANCE, SPHERE_DISTANCE -> {
        requireDoubles(types);
        yield ColumnType.DOUBLE;
      }
      case CELL_X, CELL_Y -> {
        requireDoubles(types);
        yield ColumnType.BIGINT;
      }
      default -> ColumnType.DOUBLE;
    };
  }

  private static void requireDoubles(List<ColumnType> types) {
    for (ColumnType number : types.subList(1, types.size())) {
      if (number.kind() != Kind.DOUBLE) {
        throw Typing.mismatch("A DOUBLE", number);
      }
    }
  }

  /** Returns {@code result}, if what it comes of is no place: of places, coordinates are asked. */
  static ColumnType requireNoPlace(ColumnType operand, ColumnType result) {
    if (operand.kind() == Kind.GEOMETRY) {
      throw Typing.mismatch("A coordinate", operand);
    }
    return result;
  }

  private static void requirePolygon(Expression literal) {
    try {
      Polygon.parse(literal instanceof Expression.TextLiteral text ? text.value() : "");
    } catch (IllegalArgumentException e) {
      throw new ParleyException(
          ErrorCode.INVALID_TEXT,
          "A polygon is not one: " + e.getMessage(),
          "Write POLYGON ((x y, …)), the last corner as the first.",
          e);
    }
  }
}
