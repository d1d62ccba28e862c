// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Expression.Listed.Field;
import dev.parley.protocol.sql.Operator;
import dev.parley.protocol.sql.Typing;
import java.util.List;
import java.util.function.Supplier;

/**
 * Confirms that expressions are such as every database can be made to compute alike: of types that
 * fit together, and about rows rather than about constants.
 */
final class ExpressionCheck {
  private static final int MAX_DIGITS = 100;

  private final ColumnGrants grants;
  private final Typing typing;

  ExpressionCheck(ColumnGrants grants) {
    this.grants = grants;
    this.typing = new Typing(grants::type);
  }

  /** Returns what gives the types of expressions, by those that the columns are published with. */
  Typing typing() {
    return typing;
  }

  /**
   * Returns the type of a value that depends on the row.
   *
   * @param what what the value is for, as an error names it
   * @throws ParleyException if it is no such value
   */
  ColumnType requireValue(Expression expression, String what) {
    if (expression instanceof Expression.Listed listed && listed.field() == Field.N) {
      return listed.field().type();
    }
    if (!readsColumn(expression)) {
      throw notSupported(what + " of anything but what is read from a column");
    }
    requireRules(expression);
    ColumnType type = named(() -> typing.of(expression));
    if (type.kind() == Kind.GEOMETRY) {
      throw notSupported(what + " of places; ask for their coordinates");
    }
    return type;
  }

  /**
   * Confirms that {@code expression} says of each row whether it counts.
   *
   * @throws ParleyException if it does not
   */
  void requireCondition(Expression expression) {
    requireRules(expression);
    named(
        () -> {
          typing.requireCondition(expression);
          return ColumnType.BOOLEAN;
        });
  }

  ParleyException notSupported(String what) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        "Node '%s' does not support %s".formatted(grants.node(), what),
        "Write the query another way.");
  }

  /** What {@link Typing} finds wrong it cannot tell whose node has found. */
  private ColumnType named(Supplier<ColumnType> check) {
    try {
      return check.get();
    } catch (ParleyException e) {
      if (e.code() != ErrorCode.TYPE_MISMATCH && e.code() != ErrorCode.NOT_SUPPORTED) {
        throw e;
      }
      throw new ParleyException(
          e.code(),
          "Node '%s' refuses an expression over table '%s': %s"
              .formatted(grants.node(), grants.table().published().name(), e.fact()),
          e.hint(),
          e);
    }
  }

  private void requireRules(Expression expression) {
    if (expression instanceof Expression.NumberLiteral literal
        && (literal.value().precision() > MAX_DIGITS || literal.value().scale() > MAX_DIGITS)) {
      throw notSupported("numbers of more than " + MAX_DIGITS + " digits");
    }
    if (expression instanceof Expression.Call call
        && (call.operator().isComparison() || call.operator() == Operator.IN)) {
      requireComparison(call.operator(), call.operands());
    }
    expression.parts().forEach(this::requireRules);
  }

  private void requireComparison(Operator operator, List<Expression> operands) {
    if (!readsColumn(operands.get(0))
        && (operator == Operator.IN || !readsColumn(operands.get(1)))) {
      throw notSupported("comparisons of a literal with a literal");
    }
  }

  private static boolean readsColumn(Expression expression) {
    return expression instanceof Expression.Column
        || expression.parts().stream().anyMatch(ExpressionCheck::readsColumn);
  }
}
