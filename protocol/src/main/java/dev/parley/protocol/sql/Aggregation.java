// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.sql;

import java.util.Optional;

/**
 * One aggregate of a sub-query.
 *
 * @param argument empty for COUNT(*) alone
 */
public record Aggregation(Function function, Optional<Expression> argument) {

  /** The aggregates that add up over owners. */
  public enum Function {
    COUNT_ROWS("COUNT"),
    COUNT("COUNT"),
    SUM("SUM"),
    /** The sum of the squares: with COUNT and SUM, all that variances need. */
    SUM_SQUARES("SUMSQ");

    private final String word;

    Function(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public Aggregation {
    if (argument.isEmpty() != (function == Function.COUNT_ROWS)) {
      throw new IllegalArgumentException("Invalid aggregate: " + function + ", wrong argument");
    }
  }

  public static Aggregation countRows() {
    return new Aggregation(Function.COUNT_ROWS, Optional.empty());
  }

  public static Aggregation count(Expression argument) {
    return new Aggregation(Function.COUNT, Optional.of(argument));
  }

  public static Aggregation sum(Expression argument) {
    return new Aggregation(Function.SUM, Optional.of(argument));
  }

  public static Aggregation sumSquares(Expression argument) {
    return new Aggregation(Function.SUM_SQUARES, Optional.of(argument));
  }

  /** Whether the value is NULL if no row is used, and not zero. */
  public boolean isSum() {
    return function == Function.SUM || function == Function.SUM_SQUARES;
  }

  /** Returns the canonical text. */
  public String toSql() {
    return function.word() + "(" + argument.map(Expression::toSql).orElse("*") + ")";
  }
}
