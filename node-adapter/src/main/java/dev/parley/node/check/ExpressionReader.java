// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
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
  private final CutOut cutOut;

  ExpressionReader(CutOut cutOut) {
    this.cutOut = cutOut;
  }

  /** Gives the parsed fragment that was cut out where now a name stands, if any was. */
  @FunctionalInterface
  interface CutOut {
    Optional<net.sf.jsqlparser.expression.Expression> at(String name);
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException if it is not one of canonical SQL
   */
  Expression read(net.sf.jsqlparser.expression.Expression parsed) {
    if (parsed instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
      return inParentheses(list.get(0));
    }
    if (parsed instanceof Column column) {
      return column(column);
    }
    if (parsed instanceof AndExpression || parsed instanceof OrExpression) {
      return chain((BinaryExpression) parsed);
    }
    if (parsed instanceof BinaryExpression binary) {
      return call(
          operator(Operator.Form.INFIX, binary.getStringExpression()),
          List.of(binary.getLeftExpression(), binary.getRightExpression()));
    }
    if (parsed instanceof Function function) {
      return call(operator(Operator.Form.FUNCTION, function.getName()), arguments(function));
    }
    if (parsed instanceof CastExpression cast && !cast.isImplicitCast()) {
      return new Expression.Cast(
          read(cast.getLeftExpression()), LiteralReader.type(cast.getColDataType()));
    }
    return test(parsed);
  }

  /** Returns a function's arguments; there is at least one. */
  static List<? extends net.sf.jsqlparser.expression.Expression> arguments(Function function) {
    ExpressionList<?> arguments = function.getParameters();
    if (arguments == null || arguments.isEmpty()) {
      throw new IllegalArgumentException("a function without arguments");
    }
    // of F((x)), the parser takes the inner parentheses for the list's
    return arguments instanceof ParenthesedExpressionList<?> list ? List.of(list) : arguments;
  }

  static String unquoted(String quoted) {
    if (quoted.length() < 3 || !quoted.startsWith("\"") || !quoted.endsWith("\"")) {
      throw new IllegalArgumentException("a name that is not quoted");
    }
    return quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"");
  }

  /** A minus in parentheses is an operator, but without it is part of a number. */
  private Expression inParentheses(net.sf.jsqlparser.expression.Expression parsed) {
    return parsed instanceof SignedExpression signed
        ? call(Operator.NEGATE, List.of(signed.getExpression()))
        : read(parsed);
  }

  /** Only a quoted name without a table is a column, unless it stands for a fragment. */
  private Expression column(Column column) {
    if (column.getTable() != null) {
      throw new IllegalArgumentException("a column with its table");
    }
    Optional<Expression> listed = listed(column.getColumnName());
    if (listed.isPresent()) {
      return listed.get();
    }
    String name = unquoted(column.getColumnName());
    return cutOut.at(name).map(this::read).orElseGet(() -> new Expression.Column(name));
  }

  private static Optional<Expression> listed(String word) {
    return Arrays.stream(Expression.Listed.Field.values())
        .filter(field -> field.word().equals(word))
        .<Expression>map(Expression.Listed::new)
        .findFirst();
  }

  private Expression choice(CaseExpression parsed) {
    List<Expression.Case.When> branches = new ArrayList<>();
    for (var when : parsed.getWhenClauses()) {
      branches.add(
          new Expression.Case.When(read(when.getWhenExpression()), read(when.getThenExpression())));
    }
    return new Expression.Case(
        branches, Optional.ofNullable(parsed.getElseExpression()).map(this::read));
  }

  private Expression test(net.sf.jsqlparser.expression.Expression parsed) {
    if (parsed instanceof NotExpression not) {
      return call(Operator.NOT, List.of(not.getExpression()));
    }
    if (parsed instanceof IsNullExpression test) {
      return call(
          test.isNot() ? Operator.IS_NOT_NULL : Operator.IS_NULL,
          List.of(test.getLeftExpression()));
    }
    if (parsed instanceof CaseExpression choice) {
      return choice(choice);
    }
    if (parsed instanceof InExpression in) {
      return membership(in);
    }
    return LiteralReader.read(parsed);
  }

  /** The parser nests chains to the left, as deep as they are long: hence no recursion here. */
  private Expression chain(BinaryExpression parsed) {
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

  private Expression membership(InExpression in) {
    if (!(in.getRightExpression() instanceof ExpressionList<?> list)) {
      throw new IllegalArgumentException("IN without a list");
    }
    List<net.sf.jsqlparser.expression.Expression> operands = new ArrayList<>();
    operands.add(in.getLeftExpression());
    operands.addAll(list);
    return call(Operator.IN, operands);
  }

  private Expression call(
      Operator operator, List<? extends net.sf.jsqlparser.expression.Expression> operands) {
    return new Expression.Call(operator, operands.stream().map(this::read).toList());
  }

  private static Operator operator(Operator.Form form, String word) {
    return Operator.of(form, word)
        .orElseThrow(
            () -> new IllegalArgumentException("an operator that canonical SQL does not have"));
  }
}
