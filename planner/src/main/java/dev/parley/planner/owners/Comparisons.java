// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.planner.scalar.Scalar;
import dev.parley.planner.scalar.ScalarOperator;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.util.List;
import java.util.Optional;

/** Comparisons of two values, at least one of them of columns. */
final class Comparisons {
  private final OwnerExpressions expressions;

  Comparisons(OwnerExpressions expressions) {
    this.expressions = expressions;
  }

  /** Returns the comparison, a constant last; empty if it compares with NULL. */
  Optional<Expression> of(Scalar.Call call) {
    Scalar left = call.operands().get(0);
    Scalar right = call.operands().get(1);
    if (left instanceof Scalar.Constant && !(right instanceof Scalar.Constant)) {
      return compare(right, mirrored(operator(call.operator())), left);
    }
    return compare(left, operator(call.operator()), right);
  }

  private Optional<Expression> compare(Scalar left, Operator operator, Scalar right) {
    if (isNull(left) || isNull(right)) {
      return Optional.empty();
    }
    requireComparable(left.type(), right.type());
    Expression second =
        right instanceof Scalar.Constant constant && constant.value() != null
            ? OwnerLiterals.compared(constant.value())
            : operand(right, left.type());
    return Optional.of(new Expression.Call(operator, List.of(operand(left, right.type()), second)));
  }

  private static boolean isNull(Scalar scalar) {
    return scalar instanceof Scalar.Constant constant && constant.value() == null;
  }

  /**
   * Exact numbers compare by their values, as dates do with timestamps, whatever their types at the
   * nodes. Texts do not: blanks at the end mean nothing in a CHAR.
   */
  private Expression operand(Scalar scalar, ColumnType other) {
    Scalar bare = Widening.without(scalar);
    boolean approximate = scalar.type().kind() == Kind.DOUBLE || other.kind() == Kind.DOUBLE;
    if (!approximate && !bare.type().isText() && expressions.column(bare).isPresent()) {
      return expressions.column(bare).get();
    }
    return bare.accept(expressions);
  }

  private static void requireComparable(ColumnType a, ColumnType b) {
    boolean comparable =
        (a.isNumeric() && b.isNumeric())
            || (a.isText() && b.isText())
            || (isTime(a) && isTime(b))
            || (a.kind() == b.kind() && a.kind() != Kind.GEOMETRY);
    if (!comparable) {
      throw Refusals.mismatch(a, b.toString());
    }
  }

  private static boolean isTime(ColumnType type) {
    return type.kind() == Kind.DATE || type.kind() == Kind.TIMESTAMP;
  }

  private static Operator operator(ScalarOperator operator) {
    return Operator.valueOf(operator.name());
  }

  private static Operator mirrored(Operator operator) {
    return switch (operator) {
      case LESS -> Operator.GREATER;
      case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      case GREATER -> Operator.LESS;
      case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      default -> operator;
    };
  }
}
