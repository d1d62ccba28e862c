// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import static dev.parley.node.database.Dialect.DUCKDB;
import static dev.parley.node.database.Dialect.H2;
import static dev.parley.node.database.Dialect.MARIADB;

import dev.parley.node.database.Dialect;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.sql.Operator;
import java.util.List;
import java.util.Map;

/**
 * Arithmetic. Operands have been cast to the kind of the result.
 *
 * <p>MariaDB computes integers in 64 bits, so narrower results are shifted to the ends of BIGINT
 * and back, which fails for all others. It warns of a division by zero and of digits that a cast
 * cuts off, and every warning is an error.
 */
final class NumberTranslations {
  /** 2^52 and a half: adding it to a smaller DOUBLE leaves no digits after the point. */
  private static final String NO_FRACTION = "CAST(6755399441055744 AS DOUBLE PRECISION)";

  private NumberTranslations() {}

  static void addTo(Map<Translations.Entry, Translation> table) {
    for (Kind kind : new Kind[] {Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT}) {
      addIntegers(table, kind);
    }
    addDecimals(table);
    addDoubles(table);
  }

  private static void addIntegers(Map<Translations.Entry, Translation> table, Kind kind) {
    put(table, Operator.ADD, kind, integer(kind, "($1 + $2)"));
    // zero less the least BIGINT is that BIGINT in MariaDB, once NO_UNSIGNED_SUBTRACTION is set
    put(
        table,
        Operator.SUBTRACT,
        kind,
        integer(kind, "($1 - $2)").but(MARIADB, ranged(kind, "(($1 + (-1 - $2)) + 1)")));
    put(table, Operator.MULTIPLY, kind, integer(kind, "($1 * $2)"));
    put(
        table,
        Operator.DIVIDE,
        kind,
        integer(kind, "($1 / $2)")
            .but(DUCKDB, "($1 // $2)")
            .but(MARIADB, ranged(kind, "($1 DIV $2)")));
    // the least integer has no remainder by -1 in DuckDB, for lack of a quotient
    put(table, Operator.MODULO, kind, integer(kind, "MOD($1, $2)").but(DUCKDB, "($1 % $2)"));
    put(
        table,
        Operator.NEGATE,
        kind,
        integer(kind, "(- $1)").but(MARIADB, ranged(kind, "($1 * -1)")));
    put(table, Operator.ABS, kind, integer(kind, "ABS($1)"));
  }

  private static Translation integer(Kind kind, String text) {
    return Translation.everywhere(text)
        .but(H2, "CAST(" + text + " AS " + kind + ")")
        .but(DUCKDB, "CAST(" + text + " AS " + kind + ")")
        .but(MARIADB, ranged(kind, text));
  }

  /** What fails in MariaDB unless the BIGINT is one of the kind. */
  static String ranged(Kind kind, String text) {
    if (kind == Kind.BIGINT) {
      return text;
    }
    int bits = kind == Kind.SMALLINT ? Short.SIZE : Integer.SIZE;
    long room = Long.MAX_VALUE - (1L << (bits - 1)) + 1;
    return "((((%s + %s) - %2$s) - %2$s) + %2$s)".formatted(text, room);
  }

  private static void addDecimals(Map<Translations.Entry, Translation> table) {
    put(table, Operator.ADD, Kind.DECIMAL, Translation.everywhere("($1 + $2)"));
    put(table, Operator.SUBTRACT, Kind.DECIMAL, Translation.everywhere("($1 - $2)"));
    put(table, Operator.MULTIPLY, Kind.DECIMAL, Translation.everywhere("($1 * $2)"));
    put(
        table,
        Operator.MODULO,
        Kind.DECIMAL,
        Translation.everywhere("MOD($1, $2)").but(DUCKDB, "($1 % $2)"));
    put(table, Operator.NEGATE, Kind.DECIMAL, Translation.everywhere("(- $1)"));
    put(table, Operator.ABS, Kind.DECIMAL, Translation.everywhere("ABS($1)"));
    put(table, Operator.SIGN, Kind.DECIMAL, Translation.everywhere("SIGN($1)"));
    put(table, Operator.FLOOR, Kind.DECIMAL, Translation.everywhere("FLOOR($1)"));
    put(table, Operator.CEILING, Kind.DECIMAL, Translation.everywhere("CEIL($1)"));
    put(table, Operator.ROUND, Kind.DECIMAL, Translation.everywhere("ROUND($1, $2)"));
    put(
        table,
        Operator.TRUNCATE,
        Kind.DECIMAL,
        Translation.everywhere("TRUNC($1, $2)").but(MARIADB, "TRUNCATE($1, $2)"));
  }

  private static void addDoubles(Map<Translations.Entry, Translation> table) {
    put(table, Operator.ADD, Kind.DOUBLE, finite("$1 + $2", "TRUE"));
    put(table, Operator.SUBTRACT, Kind.DOUBLE, finite("$1 - $2", "TRUE"));
    put(
        table,
        Operator.MULTIPLY,
        Kind.DOUBLE,
        notTooSmall(
            finite("$1 * $2", "(v[1] * v[2] <> 0 OR v[1] = 0 OR v[2] = 0)"),
            "($1 * $2)",
            "$1 <> 0 AND $2 <> 0"));
    put(
        table,
        Operator.DIVIDE,
        Kind.DOUBLE,
        notTooSmall(
            finite("$1 / $2", "v[2] <> 0 AND (v[1] / v[2] <> 0 OR v[1] = 0)"),
            "($1 / $2)",
            "$1 <> 0"));
    put(table, Operator.NEGATE, Kind.DOUBLE, Translation.everywhere("(- $1)"));
    put(table, Operator.ABS, Kind.DOUBLE, Translation.everywhere("ABS($1)"));
    put(
        table,
        Operator.SIGN,
        Kind.DOUBLE,
        Translation.everywhere("CAST(SIGN($1) AS DOUBLE PRECISION)")
            .but(MARIADB, "CAST(SIGN($1) AS DOUBLE)"));
    put(table, Operator.FLOOR, Kind.DOUBLE, Translation.everywhere("FLOOR($1)"));
    put(table, Operator.CEILING, Kind.DOUBLE, Translation.everywhere("CEIL($1)"));
    put(table, Operator.ROUND, Kind.DOUBLE, HALF_EVEN);
    put(
        table,
        Operator.TRUNCATE,
        Kind.DOUBLE,
        Translation.everywhere("TRUNC($1)").but(MARIADB, "TRUNCATE($1, 0)"));
    put(table, Operator.SQUARE_ROOT, Kind.DOUBLE, SQUARE_ROOT);
  }

  /** Rounds a DOUBLE to an even neighbour. */
  static final Translation HALF_EVEN =
      Translation.everywhere("ROUND($1)")
          .but(DUCKDB, "round_even($1, 0)")
          .but(
              H2,
              "CASE WHEN ABS($1) < 4503599627370496 THEN ($1 + %1$s) - %1$s ELSE $1 END"
                  .formatted(NO_FRACTION));

  private static final Translation SQUARE_ROOT =
      Translation.everywhere("SQRT($1)")
          .but(
              DUCKDB,
              "list_transform([$1], lambda v: CASE WHEN v < 0 THEN error('negative')"
                  + " ELSE sqrt(v) END)[1]")
          .but(H2, number("SQRT($1)", "NaN"))
          .but(MARIADB, "CASE WHEN $1 < 0 THEN POW($1 - $1, -1) ELSE SQRT($1) END");

  /**
   * What DuckDB and H2 would give as an infinity is an error; what DuckDB would give as zero for
   * lack of exponents, too.
   */
  private static Translation finite(String text, String alsoWanted) {
    String inList = text.replace("$1", "v[1]").replace("$2", "v[2]");
    return Translation.everywhere("(" + text + ")")
        .but(
            DUCKDB,
            ("list_transform([[$1, $2]], lambda v: CASE WHEN isfinite(%s) AND %s THEN %1$s"
                    + " WHEN v[1] IS NOT NULL AND v[2] IS NOT NULL THEN error('range') END)[1]")
                .formatted(inList, alsoWanted))
        .but(H2, number(text, "Infinity"));
  }

  /** What H2 and MariaDB would give as zero for lack of exponents is divided by. */
  private static Translation notTooSmall(Translation plain, String text, String unlessZero) {
    Translation all = plain;
    for (Dialect dialect : List.of(H2, MARIADB)) {
      String unchecked = plain.in(dialect).orElseThrow().text();
      String checked =
          "CASE WHEN %s AND %s = 0 THEN 1 / %2$s ELSE %s END"
              .formatted(unlessZero, text, unchecked);
      all = all.but(dialect, checked, unchecked);
    }
    return all;
  }

  /** By way of a text, since H2 has no other conversion of doubles that fails. */
  private static String number(String text, String forbidden) {
    return "CAST(REPLACE(CAST(("
        + text
        + ") AS VARCHAR), '"
        + forbidden
        + "', 'x') AS DOUBLE PRECISION)";
  }

  private static void put(
      Map<Translations.Entry, Translation> table, Operator operator, Kind kind, Translation what) {
    table.put(new Translations.Entry(operator, kind), what);
  }
}
