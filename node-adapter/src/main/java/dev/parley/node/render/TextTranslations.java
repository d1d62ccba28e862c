// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import static dev.parley.node.database.Dialect.DUCKDB;
import static dev.parley.node.database.Dialect.H2;
import static dev.parley.node.database.Dialect.MARIADB;

import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.sql.Operator;
import java.util.Map;

/**
 * Functions of texts, which {@link Texts} has given the collation of their code points. H2 counts
 * UTF-16 units, so what lies beyond the first 65,536 code points counts twice there.
 */
final class TextTranslations {
  private static final String SMALL = "'abcdefghijklmnopqrstuvwxyz'";
  private static final String CAPITAL = "'ABCDEFGHIJKLMNOPQRSTUVWXYZ'";
  private static final String WIDE = "'[\\x{10000}-\\x{10FFFF}]'";

  private TextTranslations() {}

  static void addTo(Map<Translations.Entry, Translation> table) {
    put(
        table,
        Operator.CONCAT,
        Translation.everywhere("($1 || $2)").but(MARIADB, "CONCAT($1, $2)"));
    put(table, Operator.UPPER, letters("UPPER", SMALL, CAPITAL));
    put(table, Operator.LOWER, letters("LOWER", CAPITAL, SMALL));
    put(
        table,
        Operator.CHAR_LENGTH,
        Translation.everywhere("CHAR_LENGTH($1)")
            .but(DUCKDB, "CAST(length($1) AS INTEGER)")
            .but(H2, h2Length("$1")));
    put(
        table,
        Operator.POSITION,
        Translation.everywhere("STRPOS($1, $2)")
            .but(DUCKDB, "CAST(strpos($1, $2) AS INTEGER)")
            .but(MARIADB, "LOCATE($2, $1)")
            .but(
                H2,
                "CASE WHEN LOCATE($2, $1) = 0 THEN 0 ELSE "
                    + h2Length("SUBSTRING($1, 1, LOCATE($2, $1) - 1)")
                    + " + 1 END"));
    put(table, Operator.TRIM_START, trimmed("LEADING", "ltrim"));
    put(table, Operator.TRIM_END, trimmed("TRAILING", "rtrim"));
    put(table, Operator.TRIM, trimmed("BOTH", "trim"));
    put(table, Operator.REPLACE, Translation.everywhere("REPLACE($1, $2, $3)"));
    // its literals are put in by Texts
    put(
        table,
        Operator.SUBSTRING,
        Translation.everywhere("SUBSTRING($1, $2, $3)").but(H2, "REGEXP_REPLACE($1, $2, $3)"));
    put(
        table,
        Operator.LIKE,
        Translation.everywhere("($1 LIKE $2 ESCAPE '!')").but(H2, "REGEXP_LIKE($1, $2)"));
  }

  private static Translation trimmed(String side, String duckDb) {
    return Translation.everywhere("TRIM(" + side + " ' ' FROM $1)")
        .but(DUCKDB, duckDb + "($1, ' ')");
  }

  /**
   * MariaDB's UPPER knows more letters, except over a character set whose only ones are ASCII's.
   */
  private static Translation letters(String function, String from, String to) {
    return Translation.everywhere(function + "($1)")
        .but(DUCKDB, "translate($1, " + from + ", " + to + ")")
        .but(H2, "TRANSLATE($1, " + from + ", " + to + ")")
        .but(
            MARIADB,
            Texts.mariaDb(
                "CAST(" + function + "(CONVERT(CAST($1 AS BINARY) USING tis620)) AS BINARY)"));
  }

  private static String h2Length(String text) {
    return "CAST(CHAR_LENGTH(REGEXP_REPLACE(" + text + ", " + WIDE + ", 'x')) AS INTEGER)";
  }

  private static void put(
      Map<Translations.Entry, Translation> table, Operator operator, Translation what) {
    table.put(new Translations.Entry(operator, Kind.VARCHAR), what);
  }
}
