// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import static dev.parley.node.database.Dialect.DUCKDB;
import static dev.parley.node.database.Dialect.H2;
import static dev.parley.node.database.Dialect.MARIADB;
import static dev.parley.node.database.Dialect.POSTGRESQL;

import dev.parley.node.render.Translations.Conversion;
import dev.parley.protocol.catalog.ColumnType.Kind;
import java.util.List;
import java.util.Map;

/**
 * Casts from one kind to another. {@code $2} is the name of the type to cast to, and not used where
 * there is but one.
 */
final class CastTranslations {
  private static final List<Kind> INTEGERS = List.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT);

  /** What DuckDB and H2 must not be asked for: they round the binary value, or to fewer digits. */
  private static final String BY_TYPE = "CAST($1 AS $2)";

  private CastTranslations() {}

  static void addTo(Map<Conversion, Translation> table) {
    for (Kind from : INTEGERS) {
      for (Kind to : INTEGERS) {
        put(table, from, to, Translation.everywhere(BY_TYPE).but(MARIADB, mariaDb(to, "$1")));
      }
      put(table, from, Kind.DECIMAL, Translation.everywhere(BY_TYPE));
      put(table, from, Kind.DOUBLE, Translation.everywhere(BY_TYPE));
      put(table, from, Kind.VARCHAR, text());
    }
    for (Kind to : INTEGERS) {
      put(
          table,
          Kind.DECIMAL,
          to,
          Translation.everywhere(BY_TYPE)
              .but(MARIADB, mariaDb(to, "CAST(CAST($1 AS DECIMAL(38, 0)) + 0 AS $2)")));
      put(
          table,
          Kind.DOUBLE,
          to,
          Translation.everywhere(BY_TYPE)
              .but(H2, "CAST(CAST(" + halfEven(H2) + " AS NUMERIC(400, 0)) AS $2)")
              .but(MARIADB, mariaDb(to, "CAST((ROUND($1) * POW(2, 961)) / POW(2, 961) AS $2)")));
    }
    addOthers(table);
  }

  private static void addOthers(Map<Conversion, Translation> table) {
    put(table, Kind.DECIMAL, Kind.DECIMAL, Translation.everywhere(BY_TYPE));
    put(
        table,
        Kind.DECIMAL,
        Kind.DOUBLE,
        Translation.everywhere(BY_TYPE).but(DUCKDB, "CAST(CAST($1 AS VARCHAR) AS $2)"));
    put(
        table,
        Kind.DECIMAL,
        Kind.VARCHAR,
        text().but(DUCKDB, "regexp_replace(CAST($1 AS $2), '^(-?)\\.', '\\10.')"));
    // PostgreSQL goes by 15 significant digits, which MariaDB has no way to round to
    put(
        table,
        Kind.DOUBLE,
        Kind.DECIMAL,
        Translation.everywhere(BY_TYPE)
            .but(DUCKDB, "CAST(printf('%.15g', $1) AS $2)")
            .but(H2, "CAST(CAST($1 AS DECFLOAT(15)) AS $2)")
            .absent(MARIADB));
    put(table, Kind.DATE, Kind.TIMESTAMP, Translation.everywhere(BY_TYPE));
    put(table, Kind.TIMESTAMP, Kind.DATE, Translation.everywhere(BY_TYPE));
    put(table, Kind.TIMESTAMP, Kind.TIME, Translation.everywhere(BY_TYPE));
    put(table, Kind.DATE, Kind.VARCHAR, text().but(POSTGRESQL, "TO_CHAR($1, 'YYYY-MM-DD')"));
    put(table, Kind.BOOLEAN, Kind.INTEGER, Translation.everywhere(BY_TYPE));
    put(
        table,
        Kind.BOOLEAN,
        Kind.VARCHAR,
        text().but(H2, "LOWER(CAST($1 AS $2))").but(MARIADB, "ELT(($1) + 1, 'false', 'true')"));
    put(
        table,
        Kind.INTEGER,
        Kind.BOOLEAN,
        Translation.everywhere(BY_TYPE).but(MARIADB, "($1 <> 0)"));
  }

  private static Translation text() {
    return Translation.everywhere(BY_TYPE);
  }

  private static String mariaDb(Kind to, String text) {
    return NumberTranslations.ranged(to, text);
  }

  private static String halfEven(dev.parley.node.database.Dialect dialect) {
    return NumberTranslations.HALF_EVEN.in(dialect).orElseThrow().text();
  }

  private static void put(Map<Conversion, Translation> table, Kind from, Kind to, Translation t) {
    table.put(new Conversion(from, to), t);
  }
}
