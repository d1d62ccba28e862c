// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as PostgreSQL prints and reads them. */
final class TextValues {
  private static final int MAX_LENGTH = 1000;
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?");
  private static final List<String> TRUE = List.of("true", "yes", "on", "1");
  private static final List<String> FALSE = List.of("false", "no", "off", "0");

  private TextValues() {}

  static String print(Object value) {
    if (value instanceof Double number) {
      return DoubleText.of(number);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Octets octets) {
      return OctetValues.print(octets);
    }
    if (value instanceof LocalDate day) {
      return TimeValues.print(day);
    }
    if (value instanceof LocalTime time) {
      return TimeValues.print(time);
    }
    return value instanceof LocalDateTime time ? TimeValues.print(time) : value.toString();
  }

  static BigInteger integer(String text) {
    return new BigInteger(required(INTEGER, text, "whole number"));
  }

  static BigDecimal decimal(String text) {
    BigDecimal value = new BigDecimal(required(NUMBER, text, "number"));
    if (Math.abs((long) value.scale()) > MAX_LENGTH) {
      throw PostgresNumeric.outOfRange("numeric");
    }
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  static Double approximate(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "infinity", "+infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> finite(required(NUMBER, text, "number"));
    };
  }

  private static double finite(String text) {
    double value = Double.parseDouble(text);
    boolean vanished = value == 0 && new BigDecimal(text).signum() != 0;
    if (Double.isInfinite(value) || vanished) {
      throw PostgresNumeric.outOfRange("double precision");
    }
    return value;
  }

  private static String required(Pattern pattern, String text, String what) {
    if (text.length() > MAX_LENGTH || !pattern.matcher(text).matches()) {
      throw invalid(what, null);
    }
    return text;
  }

  /** The words and their beginnings, as long as they can mean one truth value only. */
  static Boolean truth(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    boolean unique = !word.isEmpty() && !word.equals("o");
    if (unique && TRUE.stream().anyMatch(name -> name.startsWith(word))) {
      return true;
    }
    if (unique && FALSE.stream().anyMatch(name -> name.startsWith(word))) {
      return false;
    }
    throw invalid("truth value", null);
  }

  static ParleyException invalid(String what, @Nullable Throwable cause) {
    return new ParleyException(
        ErrorCode.INVALID_TEXT,
        "A text is not a " + what,
        "Write the value as PostgreSQL does, a date as 'YYYY-MM-DD', a time as 'hh:mm:ss'.",
        cause);
  }
}
