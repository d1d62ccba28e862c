// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.planner.calcite.ColumnTypes;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Translates Calcite's expressions; one that the gateway cannot compute is refused here. */
public final class ScalarTranslation {
  private static final Map<SqlKind, ScalarOperator> OPERATORS = operators();

  private final List<Scalar> inputs;

  /**
   * @param inputs what stands for each field of the input
   */
  public ScalarTranslation(List<? extends Scalar> inputs) {
    this.inputs = List.copyOf(inputs);
  }

  /**
   * Returns the translation of {@code rex}.
   *
   * @throws ParleyException NOT_SUPPORTED; or INVALID_TEXT for a literal that cannot be converted
   */
  public Scalar of(RexNode rex) {
    if (rex instanceof RexInputRef input) {
      return inputs.get(input.getIndex());
    }
    if (rex instanceof RexLiteral literal) {
      return Literals.of(literal);
    }
    if (rex instanceof RexCall call) {
      return call(call);
    }
    throw unsupported(rex.getKind().sql);
  }

  private Scalar call(RexCall call) {
    List<Scalar> operands = new ArrayList<>();
    call.getOperands().forEach(operand -> operands.add(of(operand)));
    ColumnType type = unpadded(ColumnTypes.of(call.getType()));
    return switch (call.getKind()) {
      case CAST -> cast(operands.get(0), type);
      case PLUS_PREFIX -> operands.get(0);
      case NULLIF -> nullIf(operands, type);
      default -> {
        ScalarOperator operator = OPERATORS.get(call.getKind());
        if (operator == null || (isArithmetic(operator) && !type.isNumeric())) {
          throw unsupported(call.getOperator().getName());
        }
        yield new Scalar.Call(operator, operands, type);
      }
    };
  }

  /** What is computed has its own length; Calcite says CHAR of the longest there can be. */
  private static ColumnType unpadded(ColumnType type) {
    return type.kind() == ColumnType.Kind.CHAR ? ColumnType.VARCHAR : type;
  }

  private static boolean isArithmetic(ScalarOperator operator) {
    return operator.compareTo(ScalarOperator.NEGATE) <= 0;
  }

  private static Scalar cast(Scalar operand, ColumnType type) {
    if (operand instanceof Scalar.Constant constant && !type.isText()) {
      boolean possible = constant.value() == null || constant.value() instanceof String;
      if (possible || Cast.isPossible(constant.type(), type)) {
        return new Scalar.Constant(Cast.to(type, constant.value()), type);
      }
    }
    if (operand.type().equals(type)) {
      return operand;
    }
    if (!Cast.isPossible(operand.type(), type) || type.kind() == ColumnType.Kind.CHAR) {
      throw unsupported("CAST of " + operand.type() + " to " + type);
    }
    return new Scalar.Call(ScalarOperator.CAST, List.of(operand), type);
  }

  private static Scalar nullIf(List<Scalar> operands, ColumnType type) {
    return new Scalar.Call(
        ScalarOperator.CASE,
        List.of(
            new Scalar.Call(ScalarOperator.EQUAL, operands, ColumnType.BOOLEAN),
            new Scalar.Constant(null, type),
            operands.get(0)),
        type);
  }

  private static ParleyException unsupported(String what) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        what + " is not supported yet",
        "Use + - * /, comparisons, AND, OR, NOT, CASE, COALESCE, NULLIF and CAST of numbers.");
  }

  private static Map<SqlKind, ScalarOperator> operators() {
    Map<SqlKind, ScalarOperator> map = new EnumMap<>(SqlKind.class);
    map.put(SqlKind.PLUS, ScalarOperator.ADD);
    map.put(SqlKind.MINUS, ScalarOperator.SUBTRACT);
    map.put(SqlKind.TIMES, ScalarOperator.MULTIPLY);
    map.put(SqlKind.DIVIDE, ScalarOperator.DIVIDE);
    map.put(SqlKind.MINUS_PREFIX, ScalarOperator.NEGATE);
    map.put(SqlKind.EQUALS, ScalarOperator.EQUAL);
    map.put(SqlKind.NOT_EQUALS, ScalarOperator.NOT_EQUAL);
    map.put(SqlKind.LESS_THAN, ScalarOperator.LESS);
    map.put(SqlKind.LESS_THAN_OR_EQUAL, ScalarOperator.LESS_OR_EQUAL);
    map.put(SqlKind.GREATER_THAN, ScalarOperator.GREATER);
    map.put(SqlKind.GREATER_THAN_OR_EQUAL, ScalarOperator.GREATER_OR_EQUAL);
    map.put(SqlKind.IS_DISTINCT_FROM, ScalarOperator.IS_DISTINCT_FROM);
    map.put(SqlKind.IS_NOT_DISTINCT_FROM, ScalarOperator.IS_NOT_DISTINCT_FROM);
    map.put(SqlKind.AND, ScalarOperator.AND);
    map.put(SqlKind.OR, ScalarOperator.OR);
    map.put(SqlKind.NOT, ScalarOperator.NOT);
    map.put(SqlKind.IS_NULL, ScalarOperator.IS_NULL);
    map.put(SqlKind.IS_NOT_NULL, ScalarOperator.IS_NOT_NULL);
    map.put(SqlKind.IS_TRUE, ScalarOperator.IS_TRUE);
    map.put(SqlKind.IS_NOT_TRUE, ScalarOperator.IS_NOT_TRUE);
    map.put(SqlKind.IS_FALSE, ScalarOperator.IS_FALSE);
    map.put(SqlKind.IS_NOT_FALSE, ScalarOperator.IS_NOT_FALSE);
    map.put(SqlKind.COALESCE, ScalarOperator.COALESCE);
    map.put(SqlKind.CASE, ScalarOperator.CASE);
    return map;
  }
}
