// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes comparisons of any two values, and lists of literals. */
record Comparisons(Dialect dialect, ExpressionRenderer renderer) {

  Fragment compare(Operator operator, Expression left, Expression right) {
    if (isLiteral(left) && !isLiteral(right)) {
      return compare(mirrored(operator), right, left);
    }
    Operand mine = renderer.operand(left);
    if (right instanceof Expression.NumberLiteral number) {
      return new NumberComparison(dialect, mine).compare(operator, number.value()).within("(", ")");
    }
    Expression wanted = mine.isPadded() ? withoutPadding(right) : right;
    Operand other = renderer.operand(wanted);
    return form(mine, other.type())
        .then(" " + operator.word() + " ")
        .then(form(other, mine.type()))
        .within("(", ")");
  }

  /** Returns a value as it is compared with one of another type. */
  private static Fragment form(Operand operand, ColumnType other) {
    ColumnType type = operand.type();
    if (type.isText()) {
      return other.kind() == Kind.CHAR ? operand.withoutPadding().asText() : operand.asText();
    }
    if (type.isNumeric()) {
      return type.kind() == Kind.DOUBLE || other.kind() == Kind.DOUBLE
          ? operand.asDouble()
          : operand.value();
    }
    return type.kind() != other.kind() ? operand.asTimestamp() : operand.value();
  }

  /**
   * As one list: a chain of OR would be as deep as it is long, and DuckDB stops at a depth of 1000.
   */
  Fragment in(List<Expression> operands) {
    Operand mine = renderer.operand(operands.get(0));
    List<Expression> literals = operands.subList(1, operands.size());
    List<Fragment> wanted = new ArrayList<>();
    if (mine.type().isNumeric()) {
      NumberComparison numbers = new NumberComparison(dialect, mine);
      literals.forEach(literal -> numbers.parameter(number(literal)).ifPresent(wanted::add));
      return wanted.isEmpty() ? mine.never() : list(numbers.comparable(), wanted);
    }
    boolean moments =
        literals.stream().anyMatch(l -> renderer.type(l).kind() == Kind.TIMESTAMP)
            || mine.type().kind() == Kind.TIMESTAMP;
    for (Expression literal : literals) {
      Operand other = renderer.operand(mine.isPadded() ? withoutPadding(literal) : literal);
      wanted.add(moments ? other.asTimestamp() : form(other, mine.type()));
    }
    return list(moments ? mine.asTimestamp() : form(mine, mine.type()), wanted);
  }

  private java.math.BigDecimal number(Expression literal) {
    if (literal instanceof Expression.NumberLiteral number) {
      return number.value();
    }
    if (literal instanceof Expression.Cast cast && renderer.type(literal).kind() == Kind.DOUBLE) {
      return number(cast.operand());
    }
    throw Translations.unsupported("IN over casts of numbers", dialect);
  }

  private static Fragment list(Fragment value, List<Fragment> items) {
    return value.then(" IN (").then(Fragment.join(", ", items)).then(")").within("(", ")");
  }

  /** A text as it is compared with CHAR: blanks at its end mean nothing. */
  private static Expression withoutPadding(Expression literal) {
    return literal instanceof Expression.TextLiteral text
        ? new Expression.TextLiteral(text.value().replaceFirst(" +$", ""))
        : literal;
  }

  private static boolean isLiteral(Expression expression) {
    return expression instanceof Expression.NumberLiteral
        || expression instanceof Expression.TextLiteral;
  }

  /** Returns the literal that stands behind casts to its own kind. */
  static Optional<String> text(Expression literal) {
    if (literal instanceof Expression.Cast cast) {
      return text(cast.operand());
    }
    return literal instanceof Expression.TextLiteral text
        ? Optional.of(text.value())
        : Optional.empty();
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
