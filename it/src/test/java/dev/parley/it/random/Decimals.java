// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;

/** Draws expressions of exact numbers with digits after the point. */
final class Decimals {
  /** PostgreSQL's quotients have 16 significant digits at least. */
  private static final int QUOTIENT_SCALE = 20;

  private static final int CAST_DIGITS = 15;

  private final Terms terms;
  private final Dice dice;

  Decimals(Terms terms) {
    this.terms = terms;
    this.dice = terms.notes().dice();
  }

  Term of(int depth) {
    return switch (dice.below(terms.inGateway() ? 10 : 8)) {
      case 0, 1 -> arithmetic(depth);
      case 2 -> rounded(depth);
      case 3 -> signed(depth);
      case 4 -> cast(depth);
      case 5 -> modulo(depth);
      case 6, 7 -> new Times(terms).field(depth);
      case 8 -> quotient(depth);
      default -> root();
    };
  }

  private Term arithmetic(int depth) {
    Term a = terms.of(Family.DECIMAL, depth - 1);
    Term b = terms.of(dice.one(Family.DECIMAL, Family.INTEGER), depth - 1);
    terms.notes().has(Feature.ARITHMETIC);
    String operator = dice.one("+", "-", "*");
    boolean product = operator.equals("*");
    BigDecimal bound = product ? a.bound().multiply(b.bound()) : a.bound().add(b.bound());
    int scale =
        product
            ? a.type().scale() + b.type().scale()
            : Math.max(a.type().scale(), b.type().scale());
    if (scale > QUOTIENT_SCALE) {
      return a;
    }
    boolean swapped = dice.percent(30);
    String sql = "(%s %s %s)".formatted((swapped ? b : a).sql(), operator, (swapped ? a : b).sql());
    return terms.safe(Term.of(sql, Bounds.decimal(bound, scale), bound), a);
  }

  private Term rounded(int depth) {
    Term a = terms.of(Family.DECIMAL, depth - 1);
    terms.notes().has(Feature.NUMBER_FUNCTION);
    BigDecimal bound = a.bound().add(BigDecimal.ONE);
    if (dice.percent(50)) {
      String function = dice.one("FLOOR", "CEIL", "ROUND", "TRUNC");
      String sql = function + "(" + a.sql() + ")";
      return terms.safe(Term.of(sql, Bounds.decimal(bound, 0), bound), a);
    }
    int digits = dice.between(0, Math.min(4, a.type().scale() + 1));
    String sql = dice.one("ROUND", "TRUNC") + "(" + a.sql() + ", " + digits + ")";
    return terms.safe(Term.of(sql, Bounds.decimal(bound, digits), bound), a);
  }

  private Term signed(int depth) {
    Term a = terms.of(Family.DECIMAL, depth - 1);
    return switch (dice.below(3)) {
      case 0 -> {
        terms.notes().has(Feature.ARITHMETIC);
        yield a.withSql("(- " + a.sql() + ")");
      }
      case 1 -> function("ABS", a);
      default -> {
        Term sign = function("SIGN", a);
        yield Term.of(sign.sql(), ColumnType.decimal(1, 0), BigDecimal.ONE);
      }
    };
  }

  private Term function(String name, Term a) {
    terms.notes().has(Feature.NUMBER_FUNCTION);
    return a.withSql(name + "(" + a.sql() + ")");
  }

  private Term cast(int depth) {
    Term a = terms.number(depth - 1);
    terms.notes().has(Feature.CAST);
    int scale = dice.between(0, 4);
    BigDecimal bound = a.bound().add(BigDecimal.ONE);
    ColumnType type = Bounds.decimal(bound, scale);
    boolean tooLong = a.family() == Family.DOUBLE && type.precision() > CAST_DIGITS;
    String sql = "CAST(" + a.sql() + " AS " + type + ")";
    Term otherwise = terms.leaf(Family.DECIMAL);
    return tooLong ? otherwise : terms.safe(Term.of(sql, type, bound), otherwise);
  }

  private Term modulo(int depth) {
    Term a = terms.of(Family.DECIMAL, depth - 1);
    terms.notes().has(Feature.ARITHMETIC);
    BigDecimal by = BigDecimal.valueOf(dice.between(1, 999), dice.between(0, 2));
    int scale = Math.max(a.type().scale(), by.scale());
    String sql = "MOD(" + a.sql() + ", " + by.toPlainString() + ")";
    return terms.safe(Term.of(sql, Bounds.decimal(a.bound(), scale), a.bound()), a);
  }

  private Term quotient(int depth) {
    Term a = terms.of(dice.one(Family.DECIMAL, Family.INTEGER), depth - 1);
    Term b = terms.of(Family.DECIMAL, depth - 1);
    terms.notes().has(Feature.ARITHMETIC);
    String by = terms.notes().risky() ? b.sql() : "NULLIF(" + b.sql() + ", 0)";
    BigDecimal bound = a.bound().movePointRight(b.type().scale()).add(BigDecimal.ONE);
    String sql = "(" + a.sql() + " / " + by + ")";
    boolean scaled = b.type().scale() > 6 || a.type().scale() > 6;
    Term otherwise = terms.leaf(Family.DECIMAL);
    Term wanted = Term.of(sql, Bounds.decimal(bound, QUOTIENT_SCALE), bound);
    return scaled ? otherwise : terms.safe(wanted, otherwise);
  }

  private Term root() {
    Term a = terms.leaf(Family.DECIMAL);
    terms.notes().has(Feature.NUMBER_FUNCTION);
    BigDecimal bound = a.bound().add(BigDecimal.ONE);
    String sql = "SQRT(ABS(" + a.sql() + "))";
    return terms.safe(Term.of(sql, Bounds.decimal(bound, QUOTIENT_SCALE), bound), a);
  }
}
