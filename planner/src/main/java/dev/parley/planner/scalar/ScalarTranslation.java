// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.planner.calcite.ColumnTypes;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.function.Argument;
import dev.parley.sql.function.Functions;
import dev.parley.sql.function.Operators;
import dev.parley.sql.function.TypedFunction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Translates Calcite's expressions into typed ones, in which every conversion that PostgreSQL makes
 * is a CAST and every constant part is computed. What has no translation is refused here.
 */
public final class ScalarTranslation {
  private final List<Scalar> inputs;
  private final Function<RexSubQuery, Scalar> subQueries;

  /**
   * Without subqueries.
   *
   * @param inputs what stands for each field of the input
   */
  public ScalarTranslation(List<? extends Scalar> inputs) {
    this(
        inputs,
        subQuery -> {
          throw unsupported("A subquery in an expression");
        });
  }

  /**
   * Translates subqueries by {@code subQueries}, whose results are taken as they are.
   *
   * @param inputs what stands for each field of the input
   */
  public ScalarTranslation(
      List<? extends Scalar> inputs, Function<RexSubQuery, Scalar> subQueries) {
    this.inputs = List.copyOf(inputs);
    this.subQueries = subQueries;
  }

  /**
   * Returns the translation of {@code rex}.
   *
   * @throws ParleyException NOT_SUPPORTED; TYPE_MISMATCH; or what a constant part fails with:
   *     INVALID_TEXT, OUT_OF_RANGE, DIVISION_BY_ZERO, DATA_ERROR
   */
  public Scalar of(RexNode rex) {
    return Folding.checked(translated(rex));
  }

  private Scalar translated(RexNode rex) {
    if (rex instanceof RexInputRef input) {
      return inputs.get(input.getIndex());
    }
    if (rex instanceof RexLiteral literal) {
      return Literals.of(literal);
    }
    // Before RexCall, whose subclass it is.
    if (rex instanceof RexSubQuery subQuery) {
      return subQueries.apply(subQuery);
    }
    if (rex instanceof RexCall call) {
      return call(call);
    }
    throw unsupported(rex.getKind().sql);
  }

  private Scalar call(RexCall call) {
    return switch (call.getKind()) {
      case AND, OR, NOT -> connective(call);
      case IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE -> connective(call);
      case IS_NULL, IS_NOT_NULL -> plain(call, operands(call));
      case CAST -> calciteCast(call);
      default ->
          typed(function(call).orElseThrow(() -> unsupported(call.getOperator().getName())), call);
    };
  }

  private List<Scalar> operands(RexCall call) {
    List<Scalar> operands = new ArrayList<>();
    call.getOperands().forEach(operand -> operands.add(translated(operand)));
    return operands;
  }

  private Scalar connective(RexCall call) {
    List<Scalar> conditions = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      conditions.add(converted(operand, translated(operand), ColumnType.BOOLEAN));
    }
    return plain(call, conditions);
  }

  /** An operator that Calcite calls by the same name. */
  private static Scalar plain(RexCall call, List<Scalar> operands) {
    ScalarOperator operator = ScalarOperator.valueOf(call.getKind().name());
    return Folding.fold(new Scalar.Call(operator, operands, ColumnType.BOOLEAN));
  }

  /** A cast that a rule has made, rather than a statement. */
  private Scalar calciteCast(RexCall call) {
    RexNode operand = call.getOperands().get(0);
    ColumnType type = ColumnTypes.of(call.getType());
    Scalar value = converted(operand, translated(operand), type);
    return Conversion.cast(value, type);
  }

  private static Optional<TypedFunction> function(RexCall call) {
    if (call.getOperator() instanceof TypedFunction function) {
      return Optional.of(function);
    }
    // What rules write with Calcite's own operators.
    return switch (call.getKind()) {
      case CASE -> Optional.of(Functions.CASE);
      case COALESCE -> Optional.of(Functions.COALESCE);
      case NULLIF -> Optional.of(Functions.NULLIF);
      default -> Operators.of(call.getKind());
    };
  }

  private Scalar typed(TypedFunction function, RexCall call) {
    List<Scalar> operands = operands(call);
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      arguments.add(argument(call.getOperands().get(i), operands.get(i)));
    }
    var resolution = function.resolve(arguments);
    List<Scalar> converted = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      ColumnType wanted = resolution.operands().get(i);
      converted.add(converted(call.getOperands().get(i), operands.get(i), wanted));
    }
    return TypedCalls.of(function, converted, resolution.result());
  }

  private static Scalar converted(RexNode rex, Scalar scalar, ColumnType wanted) {
    return scalar instanceof Scalar.Constant literal && isUntyped(rex)
        ? Conversion.ofLiteral(literal, wanted)
        : Conversion.toKind(scalar, wanted);
  }

  private static Argument argument(RexNode rex, Scalar scalar) {
    Optional<Object> constant =
        scalar instanceof Scalar.Constant c ? Optional.ofNullable(c.value()) : Optional.empty();
    return new Argument(
        isUntyped(rex) ? Optional.empty() : Optional.of(scalar.type()),
        constant.map(value -> value instanceof Long n ? BigDecimal.valueOf(n) : value));
  }

  private static boolean isUntyped(RexNode rex) {
    return rex instanceof RexLiteral literal
        && (literal.getType().getSqlTypeName() == SqlTypeName.NULL
            || literal.getType().getSqlTypeName() == SqlTypeName.CHAR);
  }

  private static ParleyException unsupported(String what) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        what + " is not supported",
        "See the manual for the functions and operators that there are.");
  }
}
