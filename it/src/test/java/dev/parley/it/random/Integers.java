// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;

/** Draws expressions of integers. */
final class Integers {
  private static final BigDecimal LONG_TEXT = BigDecimal.valueOf(1000);
  private static final BigDecimal DAYS = BigDecimal.valueOf(4_000_000);

  private final Terms terms;
  private final Dice dice;

  Integers(Terms terms) {
    this.terms = terms;
    this.dice = terms.notes().dice();
  }

  Term of(int depth) {
    return switch (dice.below(9)) {
      case 0, 1, 2 -> arithmetic(depth);
      case 3 -> division(depth);
      case 4 -> signed(depth);
      case 5 -> ofText(depth);
      case 6, 7 -> cast(depth);
      default -> days(depth);
    };
  }

  private Term arithmetic(int depth) {
    Term a = terms.of(Family.INTEGER, depth - 1);
    Term b = terms.of(Family.INTEGER, depth - 1);
    String operator = dice.one("+", "-", "*");
    terms.notes().has(Feature.ARITHMETIC);
    Term wide = operation(cast(a, ColumnType.BIGINT), operator, b);
    return terms.safe(operation(a, operator, b), terms.safe(wide, a));
  }

  private static Term operation(Term a, String operator, Term b) {
    BigDecimal bound =
        operator.equals("*") ? a.bound().multiply(b.bound()) : a.bound().add(b.bound());
    ColumnType type = a.type().widen(b.type()).orElseThrow();
    return Term.of("(" + a.sql() + " " + operator + " " + b.sql() + ")", type, bound);
  }

  private Term division(int depth) {
    Term a = terms.of(Family.INTEGER, depth - 1);
    terms.notes().has(Feature.ARITHMETIC);
    int divisor = dice.between(2, 12) * dice.one(1, 1, -1);
    String by = terms.notes().risky() ? terms.leaf(Family.INTEGER).sql() : "(" + divisor + ")";
    ColumnType type = a.type().widen(ColumnType.INTEGER).orElseThrow();
    return switch (dice.below(3)) {
      case 0 -> Term.of("(" + a.sql() + " / " + by + ")", type, a.bound());
      case 1 -> Term.of("MOD(" + a.sql() + ", " + by + ")", type, a.bound());
      default -> Term.of("(" + a.sql() + " % " + by + ")", type, a.bound());
    };
  }

  private Term signed(int depth) {
    Term a = terms.of(Family.INTEGER, depth - 1);
    if (dice.percent(50)) {
      terms.notes().has(Feature.ARITHMETIC);
      return terms.safe(a.withSql("(- " + a.sql() + ")"), a);
    }
    terms.notes().has(Feature.NUMBER_FUNCTION);
    return terms.safe(a.withSql("ABS(" + a.sql() + ")"), a);
  }

  private Term ofText(int depth) {
    terms.notes().has(Feature.TEXT_FUNCTION);
    String text = terms.of(Family.TEXT, depth - 1).sql();
    String sql =
        switch (dice.below(3)) {
          case 0 -> "CHAR_LENGTH(" + text + ")";
          case 1 -> "LENGTH(" + text + ")";
          default ->
              "POSITION(" + Literals.of(dice.one("", "b", "a", "é", " ")) + " IN " + text + ")";
        };
    return Term.of(sql, ColumnType.INTEGER, LONG_TEXT);
  }

  private Term cast(int depth) {
    if (dice.percent(20)) {
      String truth = terms.of(Family.BOOLEAN, depth - 1).sql();
      terms.notes().has(Feature.CAST);
      return Term.of("CAST(" + truth + " AS INTEGER)", ColumnType.INTEGER, BigDecimal.ONE);
    }
    Term number = terms.of(dice.one(Family.DECIMAL, Family.DOUBLE), depth - 1);
    ColumnType type =
        terms.notes().risky()
            ? ColumnType.SMALLINT
            : dice.one(ColumnType.INTEGER, ColumnType.BIGINT);
    Term wanted = cast(number.within(number.bound().add(BigDecimal.ONE)), type);
    Term wider = cast(wanted.withSql(number.sql()), ColumnType.BIGINT);
    return terms.safe(wanted, terms.safe(wider, terms.leaf(Family.INTEGER)));
  }

  private Term cast(Term number, ColumnType type) {
    terms.notes().has(Feature.CAST);
    return Term.of("CAST(" + number.sql() + " AS " + type + ")", type, number.bound());
  }

  private Term days(int depth) {
    if (terms.scope().of(Family.DATE).isEmpty()) {
      return terms.leaf(Family.INTEGER);
    }
    terms.notes().has(Feature.TIME_FUNCTION);
    String one = terms.of(Family.DATE, depth - 1).sql();
    String other = terms.leaf(Family.DATE).sql();
    return Term.of("(" + one + " - " + other + ")", ColumnType.INTEGER, DAYS);
  }
}
