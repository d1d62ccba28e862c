// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.node.render.RenderedQuery.Measure;
import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact sums of numbers, and of their squares. PostgreSQL and H2 have numbers without bounds. In
 * DuckDB, which has 38 digits, and in MariaDB, which has 65, wide numbers are cut into limbs whose
 * products are summed each by itself.
 *
 * @param column the name of the summed column
 */
record ExactSums(Dialect dialect, String column, ColumnType type) {
  /** So that a sum of fewer than ten billion numbers cannot have more than 38 digits. */
  private static final int DUCKDB_SUMMED_DIGITS = 28;

  private static final int DUCKDB_SQUARED_DIGITS = 14;
  private static final int MARIADB_SQUARED_DIGITS = 16;
  private static final int HALF = 19;
  private static final int LIMB = 13;

  /** Columns of a statement, and what they say. */
  record Sums(List<String> items, Measure measure) {}

  Sums sum() {
    if (dialect != Dialect.DUCKDB || type.decimalDigits() < DUCKDB_SUMMED_DIGITS) {
      return whole("SUM(" + column + ")");
    }
    return new Sums(
        List.of(sum(quotient(unscaled(), HALF)), sum(remainder(unscaled(), HALF))),
        new Measure.Parts(
            List.of(
                BigDecimal.ONE.scaleByPowerOfTen(HALF - type.scale()),
                BigDecimal.ONE.scaleByPowerOfTen(-type.scale()))));
  }

  Sums sumOfSquares() {
    return switch (dialect) {
      case POSTGRESQL -> whole("SUM(CAST(%s AS NUMERIC) * %1$s)".formatted(column));
      case H2 ->
          whole(
              "SUM(CAST(%s AS %s) * %1$s)"
                  .formatted(column, SqlTypes.decimal(type.decimalDigits(), type.scale())));
      case DUCKDB ->
          type.decimalDigits() <= DUCKDB_SQUARED_DIGITS
              ? parts(List.of(sum(unscaled() + " * " + unscaled())), List.of(0), List.of(1))
              : limbs();
      case MARIADB ->
          type.decimalDigits() <= MARIADB_SQUARED_DIGITS
              ? whole(
                  "SUM(CAST(%s AS %s) * %1$s)"
                      .formatted(column, SqlTypes.decimal(type.decimalDigits(), type.scale())))
              : limbs();
    };
  }

  /** (a·10²⁶ + b·10¹³ + c)², term by term. */
  private Sums limbs() {
    String a = quotient(unscaled(), 2 * LIMB);
    String b = quotient(remainder(unscaled(), 2 * LIMB), LIMB);
    String c = remainder(unscaled(), LIMB);
    return parts(
        List.of(
            product(a, a),
            product(a, b),
            product(a, c),
            product(b, b),
            product(b, c),
            product(c, c)),
        List.of(4 * LIMB, 3 * LIMB, 2 * LIMB, 2 * LIMB, LIMB, 0),
        List.of(1, 2, 2, 1, 2, 1));
  }

  private String product(String left, String right) {
    return sum(limb(left) + " * " + limb(right));
  }

  private String limb(String value) {
    return dialect == Dialect.MARIADB ? "CAST(" + value + " AS DECIMAL(" + HALF + ", 0))" : value;
  }

  private static String sum(String value) {
    return "SUM(" + value + ")";
  }

  /** The number without its point, as an integer of 38 digits. */
  private String unscaled() {
    if (dialect == Dialect.DUCKDB) {
      return type.scale() == 0
          ? "CAST(" + column + " AS HUGEINT)"
          : "CAST(replace(CAST(" + column + " AS VARCHAR), '.', '') AS HUGEINT)";
    }
    return type.scale() == 0
        ? "CAST(" + column + " AS DECIMAL(38, 0))"
        : "CAST(REPLACE(CAST(" + column + " AS CHAR), '.', '') AS DECIMAL(38, 0))";
  }

  private String quotient(String value, int digits) {
    String word = dialect == Dialect.MARIADB ? " DIV " : " // ";
    return "(" + value + word + power(digits) + ")";
  }

  private String remainder(String value, int digits) {
    return dialect == Dialect.MARIADB
        ? "MOD(" + value + ", " + power(digits) + ")"
        : "(" + value + " % " + power(digits) + ")";
  }

  private String power(int digits) {
    String plain = BigDecimal.ONE.scaleByPowerOfTen(digits).toPlainString();
    return dialect == Dialect.DUCKDB ? "CAST('" + plain + "' AS HUGEINT)" : plain;
  }

  private static Sums whole(String item) {
    return new Sums(List.of(item), new Measure.Parts(List.of(BigDecimal.ONE)));
  }

  private Sums parts(List<String> items, List<Integer> exponents, List<Integer> times) {
    List<BigDecimal> weights = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      int exponent = exponents.get(i) - 2 * type.scale();
      weights.add(BigDecimal.valueOf(times.get(i)).scaleByPowerOfTen(exponent));
    }
    return new Sums(items, new Measure.Parts(weights));
  }
}
