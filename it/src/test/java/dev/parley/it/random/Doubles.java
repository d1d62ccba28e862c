// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;

/** Draws expressions of doubles that every machine computes alike. */
final class Doubles {
  private final Terms terms;
  private final Dice dice;

  Doubles(Terms terms) {
    this.terms = terms;
    this.dice = terms.notes().dice();
  }

  Term of(int depth) {
    return switch (dice.below(7)) {
      case 0, 1 -> arithmetic(depth);
      case 2 -> quotient(depth);
      case 3, 4 -> function(depth);
      case 5 -> root(depth);
      default -> cast(depth);
    };
  }

  private Term arithmetic(int depth) {
    Term a = terms.of(Family.DOUBLE, depth - 1);
    Term b = terms.number(depth - 1);
    terms.notes().has(Feature.ARITHMETIC);
    String operator = dice.one("+", "-", "*");
    BigDecimal bound =
        operator.equals("*") ? a.bound().multiply(b.bound()) : a.bound().add(b.bound());
    String sql = "(" + a.sql() + " " + operator + " " + b.sql() + ")";
    return terms.safe(Term.of(sql, ColumnType.DOUBLE, bound), a);
  }

  private Term quotient(int depth) {
    Term a = terms.of(Family.DOUBLE, depth - 1);
    terms.notes().has(Feature.ARITHMETIC);
    return a.withSql("(" + a.sql() + " / " + dice.one("3", "0.5", "(-7)", "2.5") + ")")
        .within(a.bound().multiply(BigDecimal.TEN));
  }

  private Term function(int depth) {
    Term a = terms.of(dice.one(Family.DOUBLE, Family.DOUBLE, Family.INTEGER), depth - 1);
    terms.notes().has(Feature.NUMBER_FUNCTION);
    boolean whole = a.family() == Family.INTEGER;
    String name =
        whole
            ? dice.one("FLOOR", "CEIL", "ROUND", "TRUNC", "SIGN")
            : dice.one("FLOOR", "CEIL", "ROUND", "TRUNC", "SIGN", "ABS");
    String sql = name + "(" + a.sql() + ")";
    return Term.of(sql, ColumnType.DOUBLE, a.bound().add(BigDecimal.ONE));
  }

  private Term root(int depth) {
    Term a = terms.of(Family.DOUBLE, depth - 1);
    terms.notes().has(Feature.NUMBER_FUNCTION);
    String sql = terms.notes().risky() ? "SQRT(" + a.sql() + ")" : "SQRT(ABS(" + a.sql() + "))";
    return a.withSql(sql).within(a.bound().add(BigDecimal.ONE));
  }

  private Term cast(int depth) {
    Term a = terms.of(dice.one(Family.DECIMAL, Family.INTEGER), depth - 1);
    terms.notes().has(Feature.CAST);
    String sql = "CAST(" + a.sql() + " AS DOUBLE PRECISION)";
    return Term.of(sql, ColumnType.DOUBLE, a.bound());
  }
}
