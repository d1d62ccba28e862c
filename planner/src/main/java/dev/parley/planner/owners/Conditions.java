// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarOperator;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Expression.BooleanLiteral;
import dev.parley.protocol.sql.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes conditions in canonical SQL, which has no NULL among its conditions: it is written as the
 * truth value that lets the same rows pass.
 */
final class Conditions {
  private final OwnerExpressions expressions;
  private final Comparisons comparisons;

  Conditions(OwnerExpressions expressions) {
    this.expressions = expressions;
    this.comparisons = new Comparisons(expressions);
  }

  /**
   * Returns {@code condition}.
   *
   * @param positive whether rows pass if this is true, and not if its negation is
   */
  Expression of(Scalar condition, boolean positive) {
    if (condition instanceof Scalar.Constant constant) {
      return new BooleanLiteral(constant.value() instanceof Boolean truth ? truth : !positive);
    }
    if (!(condition instanceof Scalar.Call call)) {
      return condition.accept(expressions);
    }
    List<Scalar> operands = call.operands();
    return switch (call.operator()) {
      case AND -> Connectives.all(parts(operands, positive));
      case OR -> Connectives.any(parts(operands, positive));
      case NOT -> Connectives.not(of(operands.get(0), !positive));
      case IS_NULL -> isNull(operands.get(0));
      case IS_NOT_NULL -> isNotNull(operands.get(0));
      // where only what is true counts, a condition need not be told from NULL
      case IS_TRUE -> positive ? of(operands.get(0), true) : holds(operands.get(0), true);
      case IS_NOT_TRUE -> doesNotHold(operands.get(0), true);
      case IS_FALSE -> holds(operands.get(0), false);
      case IS_NOT_FALSE ->
          positive ? doesNotHold(operands.get(0), false) : of(operands.get(0), false);
      case IS_DISTINCT_FROM -> Connectives.not(same(operands));
      case IS_NOT_DISTINCT_FROM -> same(operands);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          comparisons.of(call).orElse(new BooleanLiteral(!positive));
      default -> other(call, positive);
    };
  }

  private List<Expression> parts(List<Scalar> conditions, boolean positive) {
    List<Expression> parts = new ArrayList<>();
    conditions.forEach(condition -> parts.add(of(condition, positive)));
    return parts;
  }

  private Expression other(Scalar.Call call, boolean positive) {
    Expression value =
        call.operator() == ScalarOperator.CASE || call.operator() == ScalarOperator.COALESCE
            ? call.accept(expressions)
            : OwnerFunctions.of(call, expressions);
    if (value instanceof Expression.Call c && c.operator().isCondition()) {
      return value;
    }
    if (value instanceof BooleanLiteral || value instanceof Expression.Column) {
      return value;
    }
    if (value instanceof Expression.NullLiteral) {
      return new BooleanLiteral(!positive);
    }
    return new Expression.Call(Operator.EQUAL, List.of(value, new BooleanLiteral(true)));
  }

  private Expression isNull(Scalar operand) {
    return nullTest(operand, Operator.IS_NULL);
  }

  private Expression isNotNull(Scalar operand) {
    return nullTest(operand, Operator.IS_NOT_NULL);
  }

  private Expression nullTest(Scalar operand, Operator test) {
    if (operand instanceof Scalar.Constant constant) {
      return new BooleanLiteral((constant.value() == null) == (test == Operator.IS_NULL));
    }
    Expression value = expressions.column(operand).orElseGet(() -> operand.accept(expressions));
    // a place without a coordinate that counts is none
    boolean place = operand.type().kind() == ColumnType.Kind.GEOMETRY;
    Expression tested = place ? new Expression.Call(Operator.POINT_X, List.of(value)) : value;
    return new Expression.Call(test, List.of(tested));
  }

  /** Whether {@code operand} is known, and {@code wanted}. */
  private Expression holds(Scalar operand, boolean wanted) {
    if (operand instanceof Scalar.Input) {
      return Connectives.all(List.of(isNotNull(operand), just(operand, wanted)));
    }
    return tested(operand, wanted, 1);
  }

  private Expression doesNotHold(Scalar operand, boolean unwanted) {
    if (operand instanceof Scalar.Input) {
      return Connectives.any(List.of(isNull(operand), just(operand, !unwanted)));
    }
    return tested(operand, unwanted, 0);
  }

  private Expression just(Scalar operand, boolean wanted) {
    Expression truth = of(operand, wanted);
    return wanted ? truth : Connectives.not(truth);
  }

  /** A CASE is known whatever its conditions are. */
  private Expression tested(Scalar operand, boolean wanted, int outcome) {
    if (operand instanceof Scalar.Constant constant) {
      boolean holds = constant.value() instanceof Boolean truth && truth == wanted;
      return new BooleanLiteral(holds == (outcome == 1));
    }
    Expression.Case.When when = new Expression.Case.When(just(operand, wanted), number(1));
    return new Expression.Call(
        Operator.EQUAL,
        List.of(new Expression.Case(List.of(when), Optional.of(number(0))), number(outcome)));
  }

  private static Expression number(int number) {
    return new Expression.NumberLiteral(BigDecimal.valueOf(number));
  }

  /** Both are NULL, or both are the same; never NULL itself. */
  private Expression same(List<Scalar> operands) {
    Scalar left = operands.get(0);
    Scalar right = operands.get(1);
    Scalar.Call equal = new Scalar.Call(ScalarOperator.EQUAL, operands, ColumnType.BOOLEAN);
    Expression equals =
        Connectives.all(
            List.of(
                isNotNull(left),
                isNotNull(right),
                comparisons.of(equal).orElse(new BooleanLiteral(false))));
    return Connectives.any(List.of(Connectives.all(List.of(isNull(left), isNull(right))), equals));
  }
}
