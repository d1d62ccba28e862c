// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.util.List;

/**
 * Walks a condition: every column may be used to filter, every operator has operands of types for
 * which there is a tested translation. Returns what kind of value each expression has.
 */
final class ConditionCheck implements Expression.Visitor<ConditionCheck.Family> {
  private static final int MAX_DIGITS = 100;

  private final ColumnGrants grants;

  ConditionCheck(ColumnGrants grants) {
    this.grants = grants;
  }

  /** Types whose values can be compared with one another. */
  enum Family {
    BOOLEAN,
    NUMBER,
    TEXT,
    TIME
  }

  void requireCondition(Expression expression) {
    if (expression.accept(this) != Family.BOOLEAN) {
      throw grants.mismatch("what is not a condition");
    }
  }

  @Override
  public Family column(Expression.Column column) {
    ColumnType type = grants.require(column, Use.FILTER).published().type();
    return switch (type.kind()) {
      case BOOLEAN -> Family.BOOLEAN;
      case CHAR, VARCHAR -> Family.TEXT;
      case DATE, TIMESTAMP -> Family.TIME;
      case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> Family.NUMBER;
    };
  }

  @Override
  public Family number(Expression.NumberLiteral literal) {
    if (literal.value().precision() > MAX_DIGITS || literal.value().scale() > MAX_DIGITS) {
      throw grants.notSupported("numbers of more than " + MAX_DIGITS + " digits");
    }
    return Family.NUMBER;
  }

  @Override
  public Family text(Expression.TextLiteral literal) {
    return Family.TEXT;
  }

  @Override
  public Family truth(Expression.BooleanLiteral literal) {
    return Family.BOOLEAN;
  }

  @Override
  public Family date(Expression.DateLiteral literal) {
    return Family.TIME;
  }

  @Override
  public Family timestamp(Expression.TimestampLiteral literal) {
    return Family.TIME;
  }

  @Override
  public Family call(Expression.Call call) {
    List<Expression> operands = call.operands();
    switch (call.operator()) {
      case AND, OR, NOT -> operands.forEach(this::requireCondition);
      case IS_NULL, IS_NOT_NULL -> requireNullTest(operands.get(0));
      case IN -> requireMembership(operands);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          requireComparison(operands.get(0), operands.get(1), call.operator());
    }
    return Family.BOOLEAN;
  }

  /** JSQLParser reads NULL tests of conditions only in a mode that takes exponential time. */
  private void requireNullTest(Expression operand) {
    if (!(operand instanceof Expression.Column)) {
      throw grants.notSupported("IS NULL of anything but a column");
    }
    operand.accept(this);
  }

  private void requireMembership(List<Expression> operands) {
    if (!(operands.get(0) instanceof Expression.Column)) {
      throw grants.notSupported("IN over anything but a column");
    }
    for (Expression literal : operands.subList(1, operands.size())) {
      if (literal instanceof Expression.Column || literal instanceof Expression.Call) {
        throw grants.notSupported("IN a list of anything but literals");
      }
      requireComparison(operands.get(0), literal, Operator.IN);
    }
  }

  private void requireComparison(Expression left, Expression right, Operator operator) {
    if (!isComparable(left) || !isComparable(right)) {
      throw grants.notSupported("comparisons of anything but columns and literals");
    }
    if (!(left instanceof Expression.Column) && !(right instanceof Expression.Column)) {
      throw grants.notSupported("comparisons of a literal with a literal");
    }
    Family leftFamily = left.accept(this);
    Family rightFamily = right.accept(this);
    if (leftFamily != rightFamily) {
      throw grants.mismatch("%s with %s by %s".formatted(leftFamily, rightFamily, operator.word()));
    }
    if (leftFamily == Family.NUMBER) {
      requireCommonType(left, right);
    }
  }

  /** DuckDB compares exact numbers in 38 digits, and fails on rows that need more. */
  private void requireCommonType(Expression left, Expression right) {
    if (left instanceof Expression.Column one && right instanceof Expression.Column other) {
      ColumnType type = grants.require(one, Use.FILTER).published().type();
      if (type.widen(grants.require(other, Use.FILTER).published().type()).isEmpty()) {
        throw grants.notSupported(
            "comparisons of columns '%s' and '%s', of types that no type holds both"
                .formatted(one.name(), other.name()));
      }
    }
  }

  private static boolean isComparable(Expression expression) {
    return !(expression instanceof Expression.Call);
  }
}
