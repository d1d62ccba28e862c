// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import static dev.parley.node.database.Dialect.DUCKDB;
import static dev.parley.node.database.Dialect.H2;
import static dev.parley.node.database.Dialect.MARIADB;

import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.sql.DateField;
import dev.parley.protocol.sql.Operator;
import java.util.Map;
import java.util.Optional;

/**
 * Times of a day; dates and timestamps, of the years 1 to 9999 alone: what is computed is shifted
 * to the first and last day that a database knows and back, which fails for all others.
 */
final class TimeTranslations {
  private static final String H2_EPOCH = "TIMESTAMP '1970-01-01 00:00:00'";
  private static final String MARIADB_FIRST = "TIMESTAMP '0001-01-01 00:00:00'";
  private static final String MARIADB_MICROS =
      "TIMESTAMPDIFF(MICROSECOND, " + MARIADB_FIRST + ", $1)";
  private static final String MICRO = "CAST(0.000001 AS DECIMAL(6, 6))";

  private TimeTranslations() {}

  static void addTo(Map<Translations.Entry, Translation> table) {
    put(table, Operator.ADD, Kind.DATE, days("+"));
    put(table, Operator.SUBTRACT, Kind.DATE, days("-"));
    table.put(Translations.Entry.DAYS_BETWEEN, differences());
    addFields(table, Kind.DATE);
    addFields(table, Kind.TIMESTAMP);
    addClock(table, Kind.TIME, "TIME '00:00:00'");
    addClock(table, Kind.TIMESTAMP, MARIADB_FIRST);
    addEpochs(table);
    addUnits(table);
    addIntervals(table);
  }

  private static Translation differences() {
    return Translation.everywhere("($1 - $2)")
        .but(DUCKDB, "CAST(($1 - $2) AS INTEGER)")
        .but(H2, "CAST(DATEDIFF(DAY, $2, $1) AS INTEGER)")
        .but(MARIADB, "DATEDIFF($1, $2)");
  }

  private static Translation days(String sign) {
    String sum = "($1 " + sign + " CAST($2 AS INTEGER))";
    return Translation.everywhere(shifted(sum, "2142110009", "1721426"))
        .but(DUCKDB, shifted(sum, "2144550750", "2146764484"))
        .but(
            H2,
            "DATEADD(DAY, "
                + shifted(
                    "(CAST(DATEDIFF(DAY, DATE '1970-01-01', $1) AS INTEGER) "
                        + sign
                        + " CAST($2 AS INTEGER))",
                    "2144550751",
                    "2146764486")
                + ", DATE '1970-01-01')")
        .but(
            MARIADB,
            "FROM_DAYS((((((((TO_DAYS($1) "
                + sign
                + " $2) - 366) + 9223372036851123749) - 9223372036851123749)"
                + " - 9223372036854775807) - 1) + 1) + 9223372036854775807 + 366)");
  }

  private static String shifted(String value, String up, String down) {
    return "((((" + value + " + " + up + ") - " + up + ") - " + down + ") + " + down + ")";
  }

  private static void addFields(Map<Translations.Entry, Translation> table, Kind kind) {
    put(table, DateField.YEAR, kind, part("YEAR"));
    put(table, DateField.QUARTER, kind, part("QUARTER"));
    put(table, DateField.MONTH, kind, part("MONTH"));
    put(table, DateField.DAY, kind, part("DAY"));
    put(
        table,
        DateField.WEEK,
        kind,
        part("WEEK").but(H2, "EXTRACT(ISO_WEEK FROM $1)").but(MARIADB, "WEEK($1, 3)"));
    put(
        table,
        DateField.DOY,
        kind,
        part("DOY").but(H2, "EXTRACT(DAY_OF_YEAR FROM $1)").but(MARIADB, "DAYOFYEAR($1)"));
    put(
        table,
        DateField.DOW,
        kind,
        part("DOW")
            .but(H2, "MOD(EXTRACT(ISO_DAY_OF_WEEK FROM $1), 7)")
            .but(MARIADB, "(DAYOFWEEK($1) - 1)"));
    put(
        table,
        DateField.ISODOW,
        kind,
        part("ISODOW")
            .but(H2, "EXTRACT(ISO_DAY_OF_WEEK FROM $1)")
            .but(MARIADB, "(WEEKDAY($1) + 1)"));
    put(
        table,
        DateField.ISOYEAR,
        kind,
        part("ISOYEAR")
            .but(H2, "EXTRACT(ISO_WEEK_YEAR FROM $1)")
            .but(MARIADB, "(YEARWEEK($1, 3) DIV 100)"));
  }

  /** What a clock shows; {@code origin} is a moment at which its hand of seconds is at zero. */
  private static void addClock(
      Map<Translations.Entry, Translation> table, Kind kind, String origin) {
    put(table, DateField.HOUR, kind, part("HOUR"));
    put(table, DateField.MINUTE, kind, part("MINUTE"));
    put(
        table,
        DateField.SECOND,
        kind,
        Translation.everywhere("EXTRACT(SECOND FROM $1)")
            .but(DUCKDB, "(CAST(microsecond($1) AS DECIMAL(8, 0)) * " + MICRO + ")")
            .but(MARIADB, "(EXTRACT(SECOND_MICROSECOND FROM $1) * " + MICRO + ")")
            .but(H2, "(MOD(DATEDIFF(MICROSECOND, " + origin + ", $1), 60000000) * " + MICRO + ")"));
  }

  private static Translation part(String name) {
    return Translation.everywhere("EXTRACT(" + name + " FROM $1)");
  }

  private static void addEpochs(Map<Translations.Entry, Translation> table) {
    put(
        table,
        DateField.EPOCH,
        Kind.DATE,
        Translation.everywhere("EXTRACT(EPOCH FROM $1)")
            .but(DUCKDB, "(CAST(($1 - DATE '1970-01-01') AS DECIMAL(18, 0)) * 86400)")
            .but(MARIADB, "((TO_DAYS($1) - 719528) * 86400)"));
    put(
        table,
        DateField.EPOCH,
        Kind.TIME,
        Translation.everywhere("EXTRACT(EPOCH FROM $1)")
            .but(DUCKDB, "(CAST(epoch_us($1) AS DECIMAL(18, 0)) * " + MICRO + ")")
            .but(H2, "(DATEDIFF(MICROSECOND, TIME '00:00:00', $1) * " + MICRO + ")")
            .but(
                MARIADB,
                "(TIMESTAMPDIFF(MICROSECOND, %1$s, ADDTIME(%1$s, $1)) * ".formatted(MARIADB_FIRST)
                    + MICRO
                    + ")"));
    put(
        table,
        DateField.EPOCH,
        Kind.TIMESTAMP,
        Translation.everywhere("EXTRACT(EPOCH FROM $1)")
            .but(DUCKDB, "(CAST(epoch_us($1) AS DECIMAL(18, 0)) * " + MICRO + ")")
            .but(MARIADB, "(TIMESTAMPDIFF(MICROSECOND, " + H2_EPOCH + ", $1) * " + MICRO + ")"));
  }

  private static void addUnits(Map<Translations.Entry, Translation> table) {
    for (DateField unit : DateField.values()) {
      if (unit.isUnit()) {
        table.put(
            new Translations.Entry(Operator.DATE_TRUNCATE, Kind.TIMESTAMP, Optional.of(unit)),
            Translation.everywhere("DATE_TRUNC('" + unit.word() + "', $1)")
                .but(
                    H2,
                    "DATE_TRUNC(" + (unit == DateField.WEEK ? "ISO_WEEK" : unit.name()) + ", $1)")
                .but(MARIADB, mariaDbUnit(unit)));
      }
    }
  }

  /** In whole units since the first day, which was a Monday. */
  private static String mariaDbUnit(DateField unit) {
    long micros =
        switch (unit) {
          case SECOND -> 1_000_000L;
          case MINUTE -> 60_000_000L;
          case HOUR -> 3_600_000_000L;
          case DAY -> 86_400_000_000L;
          default -> 604_800_000_000L;
        };
    int months =
        switch (unit) {
          case YEAR -> 12;
          case QUARTER -> 3;
          case MONTH -> 1;
          default -> 0;
        };
    return months == 0
        ? mariaDbSince("(" + MARIADB_MICROS + " DIV %s * %1$s)".formatted(micros), "MICROSECOND")
        : mariaDbSince(
            "(TIMESTAMPDIFF(MONTH, %s, $1) DIV %s * %2$s)".formatted(MARIADB_FIRST, months),
            "MONTH");
  }

  private static String mariaDbSince(String count, String unit) {
    return "CAST((" + MARIADB_FIRST + " + INTERVAL " + count + " " + unit + ") AS DATETIME(6))";
  }

  /** {@code $2} months and then {@code $3} microseconds, in H2 days with microseconds in $4. */
  private static void addIntervals(Map<Translations.Entry, Translation> table) {
    put(
        table,
        Operator.PLUS_INTERVAL,
        Kind.TIMESTAMP,
        Translation.everywhere(
                shifted("($1 + ($2 + $3))", "INTERVAL '103830043 days'", "INTERVAL '1721426 days'"))
            .but(
                DUCKDB,
                "make_timestamp("
                    + shifted(
                        "epoch_us($1 + to_months($2) + to_microseconds($3))",
                        "8969969736054775808",
                        "9161236440054775808")
                    + ")")
            .but(
                H2,
                years(
                    "-1000000000",
                    "-366",
                    years(
                        "999990000",
                        "366",
                        "DATEADD(MICROSECOND, $4, DATEADD(DAY, $3, DATEADD(MONTH, $2, $1)))")))
            .but(
                MARIADB,
                "CAST(($1 + INTERVAL $2 MONTH + INTERVAL $3 MICROSECOND) AS DATETIME(6))"));
  }

  /** H2 has a thousand million years before and after ours, the last ones of them leap years. */
  private static String years(String count, String days, String timestamp) {
    String there = "DATEADD(DAY, %s, DATEADD(YEAR, %s, %s))".formatted(days, count, timestamp);
    return "DATEADD(YEAR, -(%s), DATEADD(DAY, -(%s), %s))".formatted(count, days, there);
  }

  private static void put(
      Map<Translations.Entry, Translation> table, Operator operator, Kind kind, Translation what) {
    table.put(new Translations.Entry(operator, kind), what);
  }

  private static void put(
      Map<Translations.Entry, Translation> table, DateField field, Kind kind, Translation what) {
    table.put(new Translations.Entry(Operator.DATE_PART, kind, Optional.of(field)), what);
  }
}
