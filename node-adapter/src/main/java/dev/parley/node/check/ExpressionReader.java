// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;

/**
 * Turns JSQLParser's expressions into ours. It may overlook what it does not know: the caller
 * compares what our tree spells with what was sent.
 */
final class ExpressionReader {
  private ExpressionReader() {}

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException if it is not one of canonical SQL
   */
  static Expression read(net.sf.jsqlparser.expression.Expression parsed) {
    if (parsed instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
      return read(list.get(0));
    }
    if (parsed instanceof Column column) {
      return column(column);
    }
    if (parsed instanceof AndExpression || parsed instanceof OrExpression) {
      return chain((BinaryExpression) parsed);
    }
    if (parsed instanceof ComparisonOperator comparison) {
      return new Expression.Call(
          infix(comparison.getStringExpression()),
          List.of(read(comparison.getLeftExpression()), read(comparison.getRightExpression())));
    }
    if (parsed instanceof NotExpression not) {
      return new Expression.Call(Operator.NOT, List.of(read(not.getExpression())));
    }
    if (parsed instanceof IsNullExpression test) {
      return new Expression.Call(
          test.isNot() ? Operator.IS_NOT_NULL : Operator.IS_NULL,
          List.of(read(test.getLeftExpression())));
    }
    if (parsed instanceof InExpression in) {
      return membership(in);
    }
    return literal(parsed);
  }

  /** Reads a column; only a quoted name without a table is one. */
  static Expression.Column column(Column column) {
    String quoted = column.getColumnName();
    if (column.getTable() != null) {
      throw new IllegalArgumentException("a column with its table");
    }
    return new Expression.Column(unquoted(quoted));
  }

  static String unquoted(String quoted) {
    if (quoted.length() < 3 || !quoted.startsWith("\"") || !quoted.endsWith("\"")) {
      throw new IllegalArgumentException("a name that is not quoted");
    }
    return quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"");
  }

  /** The parser nests chains to the left, as deep as they are long: hence no recursion here. */
  private static Expression chain(BinaryExpression parsed) {
    Deque<Expression> operands = new ArrayDeque<>();
    net.sf.jsqlparser.expression.Expression left = parsed;
    while (left.getClass() == parsed.getClass()) {
      BinaryExpression link = (BinaryExpression) left;
      operands.addFirst(read(link.getRightExpression()));
      left = link.getLeftExpression();
    }
    operands.addFirst(read(left));
    Operator operator = parsed instanceof AndExpression ? Operator.AND : Operator.OR;
    return new Expression.Call(operator, List.copyOf(operands));
  }

  private static Expression membership(InExpression in) {
    List<Expression> operands = new ArrayList<>();
    operands.add(read(in.getLeftExpression()));
    if (!(in.getRightExpression() instanceof ExpressionList<?> list)) {
      throw new IllegalArgumentException("IN without a list");
    }
    list.forEach(item -> operands.add(literal(item)));
    return new Expression.Call(Operator.IN, operands);
  }

  private static Operator infix(String word) {
    for (Operator operator : Operator.values()) {
      if (operator.form() == Operator.Form.INFIX && operator.word().equals(word)) {
        return operator;
      }
    }
    throw new IllegalArgumentException("an operator that canonical SQL does not have");
  }

  private static Expression literal(net.sf.jsqlparser.expression.Expression parsed) {
    if (parsed instanceof StringValue text) {
      return new Expression.TextLiteral(text.getValue().replace("''", "'"));
    }
    if (parsed instanceof BooleanValue truth) {
      return new Expression.BooleanLiteral(truth.getValue());
    }
    if (parsed instanceof CastExpression cast
        && cast.getLeftExpression() instanceof StringValue s) {
      return moment(cast, s.getValue());
    }
    if (parsed instanceof SignedExpression signed && signed.getSign() == '-') {
      return new Expression.NumberLiteral(number(signed.getExpression()).negate());
    }
    return new Expression.NumberLiteral(number(parsed));
  }

  private static BigDecimal number(net.sf.jsqlparser.expression.Expression parsed) {
    if (parsed instanceof LongValue || parsed instanceof DoubleValue) {
      return new BigDecimal(parsed.toString());
    }
    throw new IllegalArgumentException("an expression that canonical SQL does not have");
  }

  private static Expression moment(CastExpression cast, String text) {
    try {
      return cast.isDate()
          ? new Expression.DateLiteral(LocalDate.parse(text))
          : new Expression.TimestampLiteral(LocalDateTime.parse(text.replace(' ', 'T')));
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException("a date or time that is none", e);
    }
  }
}
