// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;

/** Draws aggregate calls. */
final class Aggregates {
  private static final int QUOTIENT_SCALE = 20;

  /** The most digits of numbers whose squares are added. */
  private static final int SPREAD_DIGITS = 19;

  private static final String[] SPREADS = {
    "STDDEV", "STDDEV_POP", "STDDEV_SAMP", "VARIANCE", "VAR_POP", "VAR_SAMP"
  };

  private final Terms terms;
  private final Notes notes;
  private final Dice dice;
  private final int rows;

  /**
   * @param rows that there are at most
   */
  Aggregates(Terms terms, int rows) {
    this.terms = terms;
    this.notes = terms.notes();
    this.dice = notes.dice();
    this.rows = rows;
  }

  Term any() {
    return switch (dice.below(12)) {
      case 0, 1 -> count("*", Feature.COUNT_ROWS);
      case 2 -> count(varying().sql(), Feature.COUNT);
      case 3, 4, 5 -> of(this::sum);
      case 6, 7 -> of(this::mean);
      case 8, 9 -> of(this::spread);
      case 10 -> extreme();
      default -> distinct();
    };
  }

  /** Those of which only ciphertext leaves the owners. */
  Term additive() {
    return switch (dice.below(5)) {
      case 0 -> count("*", Feature.COUNT_ROWS);
      case 1, 2 -> of(this::sum);
      case 3 -> of(this::mean);
      default -> of(this::spread);
    };
  }

  private int depth() {
    return dice.percent(55) ? 0 : dice.between(1, 2);
  }

  private Term count(String what, Feature feature) {
    notes.has(feature);
    return count(secured("COUNT(" + what + ")"));
  }

  private Term count(String sql) {
    return Term.of(sql, ColumnType.BIGINT, BigDecimal.valueOf(rows));
  }

  private Term sum(Term of) {
    notes.has(Feature.SUM);
    BigDecimal bound = of.bound().multiply(BigDecimal.valueOf(Math.max(1, rows)));
    String sql = secured("SUM(" + of.sql() + ")");
    return switch (of.type().kind()) {
      case SMALLINT, INTEGER -> Term.of(sql, ColumnType.BIGINT, bound);
      case BIGINT -> Term.of(sql, Bounds.decimal(bound, 0), bound);
      case DECIMAL -> Term.of(sql, Bounds.decimal(bound, of.type().scale()), bound);
      default ->
          Term.of(sql, ColumnType.DOUBLE, bound)
              .within(Tolerance.ofSum(of.bound().doubleValue(), rows));
    };
  }

  private Term mean(Term of) {
    notes.has(Feature.AVG);
    String sql = secured("AVG(" + of.sql() + ")");
    return quotient(sql, of, of.bound(), Tolerance.ofMean(of.bound().doubleValue()));
  }

  private Term spread(Term wanted) {
    Term of = wanted;
    if (of.type().isExactNumeric() && of.type().decimalDigits() > SPREAD_DIGITS) {
      of = Term.of("CAST(" + of.sql() + " AS DOUBLE PRECISION)", ColumnType.DOUBLE, of.bound());
    }
    notes.has(Feature.SPREAD);
    String function = dice.one(SPREADS);
    boolean deviation = function.startsWith("STDDEV");
    double most = of.bound().doubleValue();
    return quotient(
        secured(function + "(" + of.sql() + ")"),
        of,
        deviation ? of.bound() : of.bound().multiply(of.bound()),
        deviation ? Tolerance.ofDeviation(most) : Tolerance.ofVariance(most));
  }

  private static Term quotient(String sql, Term of, BigDecimal bound, Tolerance approximate) {
    return of.family() == Family.DOUBLE
        ? Term.of(sql, ColumnType.DOUBLE, bound).within(approximate)
        : Term.of(sql, Bounds.decimal(bound, QUOTIENT_SCALE), bound);
  }

  /** Returns an aggregate of numbers whose sum does not overflow. */
  private Term of(UnaryOperator<Term> aggregate) {
    return terms
        .varying(() -> terms.number(depth()), this::adds)
        .map(aggregate)
        .orElseGet(() -> count("*", Feature.COUNT_ROWS));
  }

  private boolean adds(Term term) {
    return notes.risky() || Bounds.fitSummed(term, rows);
  }

  private Term varying() {
    return terms
        .varying(() -> terms.any(depth()), term -> true)
        .orElseGet(() -> dice.one(terms.scope().sources()).term());
  }

  private Term extreme() {
    Term of = varying();
    if (of.family() == Family.BOOLEAN) {
      return count("*", Feature.COUNT_ROWS);
    }
    notes.has(Feature.EXTREME);
    return of.withSql(filtered(dice.one("MIN", "MAX") + "(" + of.sql() + ")"));
  }

  private Term distinct() {
    Term of = varying();
    notes.has(Feature.COUNT_DISTINCT);
    boolean integer = of.family() == Family.INTEGER && of.type().kind() != Kind.BIGINT;
    if (integer && dice.percent(30)) {
      BigDecimal bound = of.bound().multiply(BigDecimal.valueOf(Math.max(1, rows)));
      return Term.of("SUM(DISTINCT " + of.sql() + ")", ColumnType.BIGINT, bound);
    }
    return count(filtered("COUNT(DISTINCT " + of.sql() + ")"));
  }

  private String secured(String call) {
    if (terms.inGateway() || dice.percent(60)) {
      return filtered(call);
    }
    notes.has(Feature.SECURE);
    return filtered(Notes.SECURE + call);
  }

  private String filtered(String call) {
    if (dice.percent(80)) {
      return call;
    }
    notes.has(Feature.FILTER);
    return call + " FILTER (WHERE " + new Conditions(terms).of(1) + ")";
  }
}
