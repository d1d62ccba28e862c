// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Signatures of functions of dates, times and timestamps. */
final class TimeSignatures {
  private static final Set<String> OF_DAYS =
      Set.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "DOY", "DOW", "ISODOW", "ISOYEAR");
  private static final Set<String> OF_TIMES = Set.of("HOUR", "MINUTE");
  private static final Set<String> TRUNCATING =
      Set.of("SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR");
  private static final ColumnType WHOLE = ColumnType.decimal(10, 0);
  private static final ColumnType SECONDS = ColumnType.decimal(8, 6);
  private static final ColumnType EPOCH = ColumnType.decimal(18, 6);
  private static final ColumnType EPOCH_OF_DAY = ColumnType.decimal(12, 0);

  private TimeSignatures() {}

  /** The unit as a text, then a date, a time or a timestamp: gives an exact number. */
  static Optional<Resolution> extract(List<Argument> arguments) {
    Argument time = arguments.get(1);
    if (!isMoment(time) && !time.mayBe(Kind.TIME)) {
      return Optional.empty();
    }
    ColumnType type = time.type().orElse(ColumnType.TIMESTAMP);
    boolean ofDay = type.kind() == Kind.DATE;
    boolean ofClock = type.kind() == Kind.TIME;
    String unit = unit(arguments.get(0));
    ColumnType result;
    if ((OF_DAYS.contains(unit) && !ofClock) || (OF_TIMES.contains(unit) && !ofDay)) {
      result = WHOLE;
    } else if (unit.equals("EPOCH")) {
      result = ofDay ? EPOCH_OF_DAY : EPOCH;
    } else if (unit.equals("SECOND") && !ofDay) {
      result = SECONDS;
    } else {
      throw unsupported("EXTRACT(%s) of a %s".formatted(unit, type));
    }
    return Optional.of(new Resolution(List.of(ColumnType.VARCHAR, type), result));
  }

  /** The unit as a text, then a date or a timestamp: gives a timestamp. */
  static Optional<Resolution> truncation(List<Argument> arguments) {
    if (!isMoment(arguments.get(1))) {
      return Optional.empty();
    }
    String unit = unit(arguments.get(0));
    if (!TRUNCATING.contains(unit)) {
      throw unsupported("DATE_TRUNC to '%s'".formatted(unit));
    }
    return Optional.of(
        new Resolution(List.of(ColumnType.VARCHAR, ColumnType.TIMESTAMP), ColumnType.TIMESTAMP));
  }

  /** As a truncation, but a date stays one. */
  static Optional<Resolution> floor(List<Argument> arguments) {
    ColumnType kept = arguments.get(1).type().orElse(ColumnType.TIMESTAMP);
    return truncation(arguments).map(resolution -> new Resolution(resolution.operands(), kept));
  }

  /** A date or a timestamp, then months, days and microseconds. */
  static Optional<Resolution> shift(List<Argument> arguments) {
    if (isClock(arguments.get(0))) {
      throw uncountable("A time plus an interval");
    }
    if (!isMoment(arguments.get(0))) {
      return Optional.empty();
    }
    return Optional.of(
        new Resolution(
            List.of(
                ColumnType.TIMESTAMP, ColumnType.INTEGER, ColumnType.INTEGER, ColumnType.BIGINT),
            ColumnType.TIMESTAMP));
  }

  /** {@code date + integer} and {@code integer + date}. */
  static Optional<Resolution> plusDays(List<Argument> arguments) {
    if (arguments.stream().anyMatch(TimeSignatures::isClock)) {
      throw uncountable("A sum with a time");
    }
    Argument first = arguments.get(0);
    Argument second = arguments.get(1);
    if (isDate(first) && second.mayBeInteger() && !second.isUntyped()) {
      return resolution(ColumnType.DATE, ColumnType.INTEGER, ColumnType.DATE);
    }
    return isDate(second) && first.mayBeInteger() && !first.isUntyped()
        ? resolution(ColumnType.INTEGER, ColumnType.DATE, ColumnType.DATE)
        : Optional.empty();
  }

  /** {@code date - integer}, and {@code date - date}, which is a number of days. */
  static Optional<Resolution> minusDays(List<Argument> arguments) {
    if (arguments.stream().anyMatch(TimeSignatures::isClock)) {
      throw uncountable("The difference of two times");
    }
    Argument first = arguments.get(0);
    Argument second = arguments.get(1);
    if (isDate(first) && second.mayBeInteger() && !second.isUntyped()) {
      return resolution(ColumnType.DATE, ColumnType.INTEGER, ColumnType.DATE);
    }
    boolean days = first.mayBe(Kind.DATE) && second.mayBe(Kind.DATE);
    if (days && (isDate(first) || isDate(second))) {
      return resolution(ColumnType.DATE, ColumnType.DATE, ColumnType.INTEGER);
    }
    if (isMoment(first) && isMoment(second) && !(first.isUntyped() && second.isUntyped())) {
      throw uncountable("The difference of two timestamps");
    }
    return Optional.empty();
  }

  private static Optional<Resolution> resolution(ColumnType a, ColumnType b, ColumnType result) {
    return Optional.of(new Resolution(List.of(a, b), result));
  }

  private static boolean isDate(Argument argument) {
    return !argument.isUntyped() && argument.mayBe(Kind.DATE);
  }

  private static boolean isClock(Argument argument) {
    return !argument.isUntyped() && argument.mayBe(Kind.TIME);
  }

  private static boolean isMoment(Argument argument) {
    return argument.mayBe(Kind.DATE) || argument.mayBe(Kind.TIMESTAMP);
  }

  private static String unit(Argument argument) {
    if (argument.constant().orElse(null) instanceof String unit) {
      return unit.toUpperCase(Locale.ROOT);
    }
    throw unsupported("A unit of time that is not written in quotes");
  }

  private static ParleyException uncountable(String what) {
    return unsupported(what, "Compute with EXTRACT(EPOCH FROM …), which are seconds.");
  }

  private static ParleyException unsupported(String what) {
    return unsupported(
        what,
        "Use the units year, quarter, month, week, day, hour, minute and second as they fit.");
  }

  private static ParleyException unsupported(String what, String hint) {
    return new ParleyException(ErrorCode.NOT_SUPPORTED, what + " is not supported", hint);
  }
}
