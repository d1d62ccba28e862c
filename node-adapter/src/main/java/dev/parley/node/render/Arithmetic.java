// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.sql.Operator;

/** Operators over numbers whose types are known. */
record Arithmetic(Dialect dialect) {
  private static final int DUCKDB_NARROW = 18;
  private static final int MARIADB_WORDS = 9;
  private static final int DIGITS_OF_WORD = 9;

  /** A value with its type. */
  record Typed(Fragment value, ColumnType type) {}

  Fragment unary(Operator operator, Typed operand, ColumnType result) {
    Fragment value =
        Translations.of(new Translations.Entry(operator, operand.type().kind()), dialect)
            .fill(operand.value());
    boolean changed = operator != Operator.NEGATE && operator != Operator.ABS;
    return result.kind() == Kind.DECIMAL && changed
        ? new Conversions(dialect).typed(value, result)
        : value;
  }

  /** Rounds or cuts a DECIMAL, or a DOUBLE to no digits after the point. */
  Fragment rounded(Operator operator, Typed operand, ColumnType result) {
    Template template =
        Translations.of(new Translations.Entry(operator, operand.type().kind()), dialect);
    if (operand.type().kind() == Kind.DOUBLE) {
      return template.fill(operand.value());
    }
    Fragment value = template.fill(operand.value(), Fragment.of("" + result.scale()));
    int digits = operand.type().precision() - operand.type().scale() + 1 + result.scale();
    Conversions conversions = new Conversions(dialect);
    return conversions.fit(conversions.typed(value, result), digits, result);
  }

  Fragment binary(Operator operator, Typed left, Typed right, ColumnType result) {
    Template template = Translations.of(new Translations.Entry(operator, result.kind()), dialect);
    if (result.kind() != Kind.DECIMAL) {
      return template.fill(converted(left, result), converted(right, result));
    }
    if (operator == Operator.MODULO) {
      return template.fill(converted(left, result), converted(right, result));
    }
    int digits = digits(operator, left.type(), right.type());
    requireExact(operator, left.type(), right.type());
    Fragment value = template.fill(decimal(left, digits), decimal(right, digits));
    return new Conversions(dialect).fit(value, digits, result);
  }

  private Fragment converted(Typed operand, ColumnType type) {
    return new Conversions(dialect).convert(operand.value(), operand.type(), type);
  }

  private Fragment decimal(Typed operand, int digits) {
    ColumnType type =
        operand.type().isInteger()
            ? ColumnType.decimal(operand.type().decimalDigits(), 0)
            : operand.type();
    if (dialect == Dialect.DUCKDB && digits > DUCKDB_NARROW) {
      // or else it would fail where 18 digits do not hold the result
      type = ColumnType.decimal(Math.max(type.precision(), DUCKDB_NARROW + 1), type.scale());
    }
    return converted(operand, type);
  }

  private static int digits(Operator operator, ColumnType a, ColumnType b) {
    if (operator == Operator.MULTIPLY) {
      return a.decimalDigits() + b.decimalDigits();
    }
    return Math.max(whole(a), whole(b)) + Math.max(a.scale(), b.scale()) + 1;
  }

  private static int whole(ColumnType type) {
    return type.decimalDigits() - type.scale();
  }

  /** MariaDB computes in nine words of nine digits, and cuts off the digits beyond. */
  private void requireExact(Operator operator, ColumnType a, ColumnType b) {
    int words =
        operator == Operator.MULTIPLY
            ? words(whole(a)) + words(whole(b)) + words(a.scale()) + words(b.scale())
            : words(Math.max(whole(a), whole(b)) + 1) + words(Math.max(a.scale(), b.scale()));
    if (dialect == Dialect.MARIADB && words > MARIADB_WORDS) {
      throw Translations.unsupported(
          operator.word() + " of DECIMALs of so many digits as %s and %s".formatted(a, b), dialect);
    }
  }

  private static int words(int digits) {
    return (digits + DIGITS_OF_WORD - 1) / DIGITS_OF_WORD;
  }
}
