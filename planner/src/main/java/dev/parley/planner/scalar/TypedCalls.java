// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.spatial.Point;
import dev.parley.protocol.spatial.Polygon;
import dev.parley.sql.function.TypedFunction;
import java.util.List;
import java.util.Locale;

/** Calls of functions as calls of operators, of which there are fewer. */
final class TypedCalls {

  private TypedCalls() {}

  /** Returns the call; operands are converted already. */
  static Scalar of(TypedFunction function, List<Scalar> operands, ColumnType type) {
    Scalar first = operands.get(0);
    return switch (function.id()) {
      case "CAST" -> Conversion.cast(first, type);
      case "POSITIVE" -> first;
      case "NULLIF" -> nullIf(operands, type);
      case "ADD" -> type.kind() == Kind.DATE ? plusDays(operands) : plain(function, operands, type);
      case "SUBTRACT" ->
          first.type().kind() == Kind.DATE
              ? minusDays(operands, type)
              : plain(function, operands, type);
      case "LENGTH" ->
          first.type().kind() == Kind.VARBINARY
              ? call(ScalarOperator.OCTET_LENGTH, operands, type)
              : call(ScalarOperator.CHAR_LENGTH, operands, type);
      case "FLOOR_TO" -> Conversion.cast(truncated(operands), type);
      case "EXTRACT", "DATE_TRUNC" -> plain(function, withUnit(operands), type);
      case "SPHERE_DISTANCE" -> onSphere(function, operands, type);
      case "NEAR" -> near(operands, type);
      case "INTERSECTS" -> intersects(operands, type);
      default -> plain(function, operands, type);
    };
  }

  private static Scalar onSphere(TypedFunction function, List<Scalar> operands, ColumnType type) {
    for (Scalar operand : operands) {
      if (operand instanceof Scalar.Constant constant && constant.value() instanceof Point place) {
        Places.requireOnEarth(place);
      }
    }
    return plain(function, operands, type);
  }

  private static Scalar near(List<Scalar> operands, ColumnType type) {
    Scalar radius = operands.get(2);
    if (radius instanceof Scalar.Constant constant
        && constant.value() instanceof Double metres
        && !(metres >= 0)) {
      throw new ParleyException(
          ErrorCode.OUT_OF_RANGE, "A radius is negative, or no number", "Give one of 0 or more.");
    }
    Scalar distance = call(ScalarOperator.DISTANCE, operands.subList(0, 2), ColumnType.DOUBLE);
    return call(ScalarOperator.LESS_OR_EQUAL, List.of(distance, radius), type);
  }

  private static Scalar intersects(List<Scalar> operands, ColumnType type) {
    boolean areaFirst =
        operands.get(0) instanceof Scalar.Constant constant && constant.value() instanceof Polygon;
    List<Scalar> ordered = areaFirst ? List.of(operands.get(1), operands.get(0)) : operands;
    return call(ScalarOperator.COVERED, ordered, type);
  }

  private static Scalar plain(TypedFunction function, List<Scalar> operands, ColumnType type) {
    return call(ScalarOperator.valueOf(function.id()), operands, type);
  }

  private static Scalar call(ScalarOperator operator, List<Scalar> operands, ColumnType type) {
    return Folding.fold(new Scalar.Call(operator, operands, type));
  }

  private static Scalar nullIf(List<Scalar> operands, ColumnType type) {
    Scalar equal = call(ScalarOperator.EQUAL, operands, ColumnType.BOOLEAN);
    Scalar none = new Scalar.Constant(null, type);
    return call(ScalarOperator.CASE, List.of(equal, none, operands.get(0)), type);
  }

  private static Scalar plusDays(List<Scalar> operands) {
    boolean dateFirst = operands.get(0).type().kind() == Kind.DATE;
    List<Scalar> ordered = dateFirst ? operands : List.of(operands.get(1), operands.get(0));
    return call(ScalarOperator.ADD_DAYS, ordered, ColumnType.DATE);
  }

  private static Scalar minusDays(List<Scalar> operands, ColumnType type) {
    if (type.kind() == Kind.INTEGER) {
      return call(ScalarOperator.DAYS_BETWEEN, operands, type);
    }
    Scalar back = call(ScalarOperator.NEGATE, List.of(operands.get(1)), operands.get(1).type());
    return call(ScalarOperator.ADD_DAYS, List.of(operands.get(0), back), type);
  }

  private static Scalar truncated(List<Scalar> operands) {
    return call(ScalarOperator.DATE_TRUNC, withUnit(operands), ColumnType.TIMESTAMP);
  }

  private static List<Scalar> withUnit(List<Scalar> operands) {
    Scalar.Constant unit = (Scalar.Constant) operands.get(0);
    String capitals = String.valueOf(unit.value()).toUpperCase(Locale.ROOT);
    return List.of(new Scalar.Constant(capitals, unit.type()), operands.get(1));
  }
}
