// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.protocol.catalog.ColumnType;
import java.math.BigDecimal;

/** Draws expressions of dates, times and timestamps. */
final class Times {
  private static final String[] FIELDS = {
    "YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "DOY", "DOW", "ISODOW", "ISOYEAR", "EPOCH"
  };
  private static final String[] FIELDS_OF_TIME = {"HOUR", "MINUTE", "SECOND"};
  private static final String[] UNITS = {
    "year", "quarter", "month", "week", "day", "hour", "minute", "second"
  };
  private static final String[] SPANS = {"YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"};
  private static final BigDecimal YEARS = BigDecimal.valueOf(10_000);
  private static final BigDecimal SECONDS = BigDecimal.valueOf(400_000_000_000L);

  private final Terms terms;
  private final Dice dice;

  Times(Terms terms) {
    this.terms = terms;
    this.dice = terms.notes().dice();
  }

  Term date(int depth) {
    if (dice.percent(40)) {
      Term timestamp = terms.of(Family.TIMESTAMP, depth - 1);
      terms.notes().has(Feature.CAST);
      return Term.of("CAST(" + timestamp.sql() + " AS DATE)", ColumnType.DATE, timestamp.bound());
    }
    Term date = terms.of(Family.DATE, depth - 1);
    if (nearTheEnds(date)) {
      return date;
    }
    terms.notes().has(Feature.TIME_FUNCTION);
    return switch (dice.below(3)) {
      case 0 -> date.withSql("(" + date.sql() + " + " + dice.between(0, 400) + ")");
      case 1 -> date.withSql("(" + date.sql() + " - " + dice.between(0, 400) + ")");
      default -> date.withSql("(" + dice.between(0, 40) + " + " + date.sql() + ")");
    };
  }

  Term time(int depth) {
    Term timestamp = terms.of(Family.TIMESTAMP, depth - 1);
    terms.notes().has(Feature.CAST);
    return Term.of("CAST(" + timestamp.sql() + " AS TIME)", ColumnType.TIME, BigDecimal.ZERO);
  }

  Term timestamp(int depth) {
    if (dice.percent(25)) {
      Term date = terms.of(Family.DATE, depth - 1);
      terms.notes().has(Feature.CAST);
      String sql = "CAST(" + date.sql() + " AS TIMESTAMP)";
      return Term.of(sql, ColumnType.TIMESTAMP, date.bound());
    }
    Term timestamp = terms.of(Family.TIMESTAMP, depth - 1);
    if (dice.percent(50)) {
      terms.notes().has(Feature.TIME_FUNCTION);
      return timestamp.withSql("DATE_TRUNC('" + dice.one(UNITS) + "', " + timestamp.sql() + ")");
    }
    if (nearTheEnds(timestamp)) {
      return timestamp;
    }
    terms.notes().has(Feature.TIME_FUNCTION);
    String span = "INTERVAL '" + dice.between(1, 30) + "' " + dice.one(SPANS);
    return timestamp.withSql("(" + timestamp.sql() + " " + dice.one("+", "-") + " " + span + ")");
  }

  private static boolean nearTheEnds(Term time) {
    return time.bound().signum() != 0;
  }

  /** Returns a field of a date, a time or a timestamp, as an exact number. */
  Term field(int depth) {
    Family family = dice.percent(60) ? Family.TIMESTAMP : dice.one(Family.DATE, Family.TIME);
    Term time = terms.of(family, depth - 1);
    terms.notes().has(Feature.TIME_FUNCTION);
    boolean ofClock = family == Family.TIME || (family == Family.TIMESTAMP && dice.percent(30));
    String field = ofClock ? dice.one(FIELDS_OF_TIME) : dice.one(FIELDS);
    String sql = "EXTRACT(" + field + " FROM " + time.sql() + ")";
    return switch (field) {
      case "EPOCH" -> Term.of(sql, ColumnType.decimal(18, family == Family.DATE ? 0 : 6), SECONDS);
      case "SECOND" -> Term.of(sql, ColumnType.decimal(8, 6), YEARS);
      default -> Term.of(sql, ColumnType.decimal(10, 0), YEARS);
    };
  }
}
