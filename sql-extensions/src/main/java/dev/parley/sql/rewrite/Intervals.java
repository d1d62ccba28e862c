// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.rewrite;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.function.Functions;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A span of time that a statement holds, as PostgreSQL adds it: months, then days, then the rest.
 */
record Intervals(long months, long days, long microseconds) {
  private static final List<String> UNITS =
      List.of("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND");
  private static final Pattern PART =
      Pattern.compile("([+-]?[0-9]{1,12}(?:\\.[0-9]{1,6})?)\\s*+([A-Za-z]++)\\s*+");
  private static final Pattern WITH_UNITS = Pattern.compile("(?:" + PART.pattern() + ")+");
  private static final int MONTHS_PER_YEAR = 12;
  private static final int MONTHS_PER_QUARTER = 3;
  private static final int DAYS_PER_WEEK = 7;
  private static final int MAX_DIGITS = 12;
  private static final int MAX_TEXT = 100;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
  private static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;

  /** Returns the interval that {@code node} is; empty if it is something else. */
  static Optional<Intervals> of(SqlNode node) {
    if (node instanceof SqlIntervalLiteral literal) {
      return Optional.of(of(literal));
    }
    if (node instanceof SqlCall call && call.getKind() == SqlKind.INTERVAL) {
      return Optional.of(times(call.operand(0), call.operand(1)));
    }
    return Optional.empty();
  }

  /** The text names one number for each unit, from the largest to the smallest. */
  private static Intervals of(SqlIntervalLiteral literal) {
    SqlIntervalLiteral.IntervalValue value =
        literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
    SqlIntervalQualifier qualifier = value.getIntervalQualifier();
    String text = value.getIntervalLiteral().strip();
    if (text.length() <= MAX_TEXT && WITH_UNITS.matcher(text).matches()) {
      Intervals sum = withUnits(text);
      return value.getSign() < 0 ? sum.negated() : sum;
    }
    boolean negative = text.startsWith("-") != value.getSign() < 0;
    String[] numbers = text.replaceFirst("^[+-]", "").split("[ :-]+", -1);
    int unit = UNITS.indexOf(qualifier.getStartUnit().name());
    if (numbers.length == 1 && unit < 0) {
      Intervals single = times(number(numbers[0]), qualifier.getStartUnit().name());
      return negative ? single.negated() : single;
    }
    int last = UNITS.indexOf(qualifier.getUnit().name());
    if (unit < 0 || numbers.length != last - unit + 1) {
      throw unsupported("An interval that is written so");
    }
    Intervals sum = new Intervals(0, 0, 0);
    for (String number : numbers) {
      sum = sum.plus(times(number(number), UNITS.get(unit++)));
    }
    return negative ? sum.negated() : sum;
  }

  /** As PostgreSQL writes them: each number with its unit, each with its own sign. */
  private static Intervals withUnits(String text) {
    Intervals sum = new Intervals(0, 0, 0);
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      BigDecimal number = number(parts.group(1).replaceFirst("^[+-]", ""));
      Intervals part = times(number, unit(parts.group(2)));
      sum = sum.plus(parts.group(1).startsWith("-") ? part.negated() : part);
    }
    return sum;
  }

  private static String unit(String written) {
    String unit = written.toUpperCase(Locale.ROOT);
    return switch (unit) {
      case "Y", "YR", "YRS", "YEARS" -> "YEAR";
      case "MON", "MONS", "MONTHS" -> "MONTH";
      case "W", "WEEKS" -> "WEEK";
      case "D", "DAYS" -> "DAY";
      case "H", "HR", "HRS", "HOURS" -> "HOUR";
      case "M", "MIN", "MINS", "MINUTES" -> "MINUTE";
      case "S", "SEC", "SECS", "SECONDS" -> "SECOND";
      case "QUARTER" -> "'QUARTER'";
      default -> unit;
    };
  }

  private static BigDecimal number(String text) {
    if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,6})?")) {
      throw unsupported("An interval that is written so");
    }
    return new BigDecimal(text);
  }

  /**
   * As many units as a number that the statement holds.
   *
   * @param unit its name, or a qualifier
   */
  static Intervals times(SqlNode count, SqlNode unit) {
    if (!(count instanceof SqlNumericLiteral literal)) {
      throw unsupported("An interval of a number that is not a constant");
    }
    BigDecimal number = literal.bigDecimalValue();
    if (number == null || number.precision() - number.scale() > MAX_DIGITS) {
      throw unsupported("So long an interval");
    }
    return times(number, unit.toString().toUpperCase(Locale.ROOT).replaceAll("`|SQL_TSI_", ""));
  }

  private static Intervals times(BigDecimal n, String unit) {
    return switch (unit) {
      case "YEAR" -> new Intervals(MONTHS_PER_YEAR * whole(n), 0, 0);
      case "QUARTER" -> new Intervals(MONTHS_PER_QUARTER * whole(n), 0, 0);
      case "MONTH" -> new Intervals(whole(n), 0, 0);
      case "WEEK" -> new Intervals(0, DAYS_PER_WEEK * whole(n), 0);
      case "DAY" -> new Intervals(0, whole(n), 0);
      case "HOUR" -> new Intervals(0, 0, micros(n, MICROS_PER_HOUR));
      case "MINUTE" -> new Intervals(0, 0, micros(n, MICROS_PER_MINUTE));
      case "SECOND" -> new Intervals(0, 0, micros(n, MICROS_PER_SECOND));
      default -> throw unsupported("An interval in units of " + unit);
    };
  }

  private static long whole(BigDecimal number) {
    if (number.stripTrailingZeros().scale() > 0
        || number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE / MONTHS_PER_YEAR)) > 0) {
      throw unsupported("An interval of so many months or days, or of parts of them,");
    }
    return number.longValueExact();
  }

  private static long micros(BigDecimal number, long unit) {
    BigDecimal micros = number.multiply(BigDecimal.valueOf(unit)).stripTrailingZeros();
    if (micros.scale() > 0 || micros.precision() - micros.scale() > Long.BYTES * 2) {
      throw unsupported("An interval of so many hours, or finer than a microsecond,");
    }
    return micros.longValueExact();
  }

  private Intervals plus(Intervals other) {
    return new Intervals(
        months + other.months, days + other.days, microseconds + other.microseconds);
  }

  Intervals negated() {
    return new Intervals(-months, -days, -microseconds);
  }

  /** Returns the sum of {@code time} and this. */
  SqlNode addedTo(SqlNode time, SqlParserPos position) {
    return Functions.ADD_INTERVAL.createCall(
        position, time, number(months), number(days), number(microseconds));
  }

  private static SqlNode number(long value) {
    return SqlLiteral.createExactNumeric(Long.toString(value), SqlParserPos.ZERO);
  }

  private static ParleyException unsupported(String what) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        what + " is not supported",
        "Write INTERVAL '3 days', with years, months, weeks, days, hours, minutes or seconds.");
  }
}
