// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Dialect;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a checked condition; every literal but TRUE and FALSE becomes a parameter. */
final class ConditionRenderer implements Expression.Visitor<String> {
  private final Dialect dialect;
  private final CheckedQuery checked;
  private final List<Object> parameters;

  ConditionRenderer(Dialect dialect, CheckedQuery checked, List<Object> parameters) {
    this.dialect = dialect;
    this.checked = checked;
    this.parameters = parameters;
  }

  @Override
  public String column(Expression.Column column) {
    return expression(column).plain();
  }

  @Override
  public String number(Expression.NumberLiteral literal) {
    throw new IllegalStateException("A number stands alone");
  }

  @Override
  public String text(Expression.TextLiteral literal) {
    parameters.add(literal.value());
    return dialect.textParameter();
  }

  @Override
  public String truth(Expression.BooleanLiteral literal) {
    return literal.value() ? "TRUE" : "FALSE";
  }

  @Override
  public String date(Expression.DateLiteral literal) {
    parameters.add(literal.value());
    return "CAST(? AS DATE)";
  }

  @Override
  public String timestamp(Expression.TimestampLiteral literal) {
    parameters.add(literal.value());
    return "CAST(? AS TIMESTAMP)";
  }

  @Override
  public String call(Expression.Call call) {
    List<Expression> operands = call.operands();
    return switch (call.operator()) {
      case AND, OR ->
          operands.stream()
              .map(operand -> operand.accept(this))
              .collect(Collectors.joining(" " + call.operator().word() + " ", "(", ")"));
      case NOT -> "(NOT " + operands.get(0).accept(this) + ")";
      case IS_NULL, IS_NOT_NULL ->
          "(" + operands.get(0).accept(this) + " " + call.operator().word() + ")";
      case IN -> membership(operands);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          "(" + comparison(call.operator(), operands.get(0), operands.get(1)) + ")";
    };
  }

  private String membership(List<Expression> operands) {
    ColumnExpression column = expression((Expression.Column) operands.get(0));
    return new Membership(column, operands.subList(1, operands.size()))
        .render(this, new NumberComparison(dialect, column, parameters));
  }

  private String comparison(Operator operator, Expression left, Expression right) {
    if (!(left instanceof Expression.Column column)) {
      return comparison(mirrored(operator), right, left);
    }
    ColumnExpression mine = expression(column);
    if (right instanceof Expression.Column other) {
      return compareColumns(operator, mine, expression(other));
    }
    if (right instanceof Expression.NumberLiteral number) {
      return new NumberComparison(dialect, mine, parameters).compare(operator, number.value());
    }
    if (ColumnExpression.isPadded(mine.column())) {
      Expression trimmed = Membership.withoutPadding(right);
      return mine.asText() + " " + operator.word() + " " + trimmed.accept(this);
    }
    if (right instanceof Expression.TimestampLiteral) {
      return mine.asTimestamp() + " " + operator.word() + " " + right.accept(this);
    }
    String name = right instanceof Expression.TextLiteral ? mine.asText() : mine.plain();
    return name + " " + operator.word() + " " + right.accept(this);
  }

  private static String compareColumns(
      Operator operator, ColumnExpression left, ColumnExpression right) {
    String word = " " + operator.word() + " ";
    if (left.type().isText()) {
      return left.asText() + word + right.asText();
    }
    if (left.isDouble() || right.isDouble()) {
      return left.asDouble() + word + right.asDouble();
    }
    if (left.type().kind() != right.type().kind() && !left.type().isNumeric()) {
      return left.asTimestamp() + word + right.asTimestamp();
    }
    return left.plain() + word + right.plain();
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

  private ColumnExpression expression(Expression.Column column) {
    return new ColumnExpression(dialect, checked.table().column(column.name()).orElseThrow());
  }
}
