// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.sql.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes {@code x IN (…)} as one list: a chain of OR would be as deep as it is long, and DuckDB
 * stops at a depth of 1000.
 *
 * @param literals as they stand in the query; all of them of the column's family
 */
record Membership(ColumnExpression column, List<Expression> literals) {

  String render(ConditionRenderer renderer, NumberComparison numbers) {
    if (column.type().isNumeric()) {
      return renderNumbers(numbers);
    }
    List<Expression> wanted = literals;
    String name = column.type().isText() ? column.asText() : column.plain();
    if (column.type().kind() == Kind.TIMESTAMP
        || literals.stream().anyMatch(Expression.TimestampLiteral.class::isInstance)) {
      name = column.asTimestamp();
      wanted = literals.stream().map(Membership::asTimestamp).toList();
    } else if (column.type().kind() == Kind.CHAR) {
      wanted = literals.stream().map(Membership::withoutPadding).toList();
    }
    return list(name, wanted.stream().map(literal -> literal.accept(renderer)).toList());
  }

  private String renderNumbers(NumberComparison numbers) {
    List<String> parameters = new ArrayList<>();
    for (Expression literal : literals) {
      numbers.parameter(((Expression.NumberLiteral) literal).value()).ifPresent(parameters::add);
    }
    return parameters.isEmpty() ? column.never() : list(numbers.operand(), parameters);
  }

  private static String list(String name, List<String> items) {
    return "(" + name + " IN (" + String.join(", ", items) + "))";
  }

  /** A text as it is compared with CHAR: blanks at its end mean nothing. */
  static Expression withoutPadding(Expression literal) {
    return literal instanceof Expression.TextLiteral text
        ? new Expression.TextLiteral(text.value().replaceFirst(" +$", ""))
        : literal;
  }

  private static Expression asTimestamp(Expression literal) {
    return literal instanceof Expression.DateLiteral date
        ? new Expression.TimestampLiteral(date.value().atStartOfDay())
        : literal;
  }
}
