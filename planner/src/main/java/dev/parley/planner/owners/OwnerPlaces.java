// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.planner.scalar.Places;
import dev.parley.planner.scalar.Scalar;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.spatial.Geometry;
import dev.parley.protocol.spatial.Point;
import dev.parley.protocol.spatial.Polygon;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Expression.Listed;
import dev.parley.protocol.sql.Operator;
import java.util.List;

/**
 * Functions of places in canonical SQL, whose places are columns and whose other operands are
 * constants, or of a list: an index over the places can serve no others.
 */
record OwnerPlaces(OwnerExpressions expressions, Scalar.Call call) {

  Expression translated() {
    return switch (call.operator()) {
      case POINT_X -> coordinate(Operator.POINT_X);
      case POINT_Y -> coordinate(Operator.POINT_Y);
      case CELL_X -> cell(Operator.CELL_X);
      case CELL_Y -> cell(Operator.CELL_Y);
      case DISTANCE -> distance(Operator.DISTANCE);
      case SPHERE_DISTANCE -> distance(Operator.SPHERE_DISTANCE);
      case INSIDE -> area(Operator.INSIDE);
      case COVERED -> area(Operator.COVERED);
      case KNN ->
          throw Refusals.unsupported(
              "KNN under OR or NOT, beside another KNN, or of rows that are aggregated",
              "Write it once in WHERE, by itself or with others under AND, and select the rows.");
      default -> throw Refusals.function(call.operator().word());
    };
  }

  private Expression coordinate(Operator operator) {
    return new Expression.Call(operator, List.of(place(call.operands().get(0))));
  }

  private Expression cell(Operator operator) {
    Expression side = call.operands().get(1).accept(expressions);
    return new Expression.Call(operator, List.of(place(call.operands().get(0)), side));
  }

  /** The same in both directions. */
  private Expression distance(Operator operator) {
    boolean columnFirst = expressions.column(call.operands().get(0)).isPresent();
    Scalar column = call.operands().get(columnFirst ? 0 : 1);
    Scalar other = call.operands().get(columnFirst ? 1 : 0);
    if (expressions.isListedPlace(other)) {
      return new Expression.Call(
          operator, List.of(place(column), new Listed(Listed.Field.X), new Listed(Listed.Field.Y)));
    }
    if (!(constant(other) instanceof Point to)) {
      throw mismatch("a place");
    }
    requireSame(column, to);
    return new Expression.Call(operator, List.of(place(column), number(to.x()), number(to.y())));
  }

  private Expression area(Operator operator) {
    Scalar column = call.operands().get(0);
    if (!(constant(call.operands().get(1)) instanceof Polygon area)) {
      throw mismatch("an area");
    }
    requireSame(column, area);
    Expression.TextLiteral rings = new Expression.TextLiteral(area.toString());
    return new Expression.Call(operator, List.of(place(column), rings));
  }

  private Expression place(Scalar scalar) {
    return expressions
        .column(scalar)
        .orElseThrow(
            () ->
                Refusals.unsupported(
                    call.operator().word() + " of a place that is computed of columns",
                    "Use a column of type GEOMETRY; the owner can declare one of two columns."));
  }

  private Geometry constant(Scalar scalar) {
    if (scalar instanceof Scalar.Constant constant
        && constant.value() instanceof Geometry geometry) {
      return geometry;
    }
    throw Refusals.unsupported(
        call.operator().word() + " between two places of the same row",
        "Give one of them as a constant.");
  }

  private static void requireSame(Scalar column, Geometry constant) {
    Places.requireSame(column.type().precision(), constant.srid());
  }

  private ParleyException mismatch(String wanted) {
    return new ParleyException(
        ErrorCode.TYPE_MISMATCH,
        "%s is given another geometry than %s".formatted(call.operator().word(), wanted),
        "Places are made by ST_Point, areas by ST_MakeEnvelope and ST_GeomFromText.");
  }

  private static Expression number(double coordinate) {
    return OwnerLiterals.of(new Scalar.Constant(coordinate, ColumnType.DOUBLE));
  }
}
