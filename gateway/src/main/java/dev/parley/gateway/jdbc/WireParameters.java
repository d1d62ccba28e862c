// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.calcite.avatica.AvaticaParameter;
import org.apache.calcite.avatica.remote.TypedValue;
import org.jspecify.annotations.Nullable;

/** How parameters of prepared statements look on the wire. */
final class WireParameters {
  private static final int MOST = 10_000;
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private WireParameters() {}

  /** Describes parameters to clients. */
  static List<AvaticaParameter> describe(List<ColumnType> types) {
    List<AvaticaParameter> parameters = new ArrayList<>();
    for (ColumnType type : types) {
      parameters.add(
          new AvaticaParameter(
              type.isNumeric(),
              WireTypes.size(type),
              WireTypes.scale(type),
              WireTypes.typeId(type),
              WireTypes.typeName(type),
              WireTypes.className(type),
              "?" + (parameters.size() + 1)));
    }
    return parameters;
  }

  /**
   * Reads the values that a client sent.
   *
   * @param sent null if it sent none
   * @throws ParleyException WRONG_PARAMETERS if one is not set, NOT_SUPPORTED for a type that
   *     Parley has not
   */
  static List<@Nullable Object> read(@Nullable List<@Nullable TypedValue> sent) {
    List<@Nullable Object> values = new ArrayList<>();
    if (sent == null) {
      return values;
    }
    if (sent.size() > MOST) {
      throw new ParleyException(
          ErrorCode.WRONG_PARAMETERS, "There are more than 10000 values", "Give fewer.");
    }
    for (TypedValue value : sent) {
      if (value == null) {
        throw new ParleyException(
            ErrorCode.WRONG_PARAMETERS,
            "Parameter %d is not set".formatted(values.size() + 1),
            "Set each parameter before you run the statement.");
      }
      values.add(read(values.size() + 1, value));
    }
    return values;
  }

  private static @Nullable Object read(int position, TypedValue typed) {
    Object value = typed.value;
    if (value == null) {
      return null;
    }
    return switch (typed.type) {
      case BOOLEAN, PRIMITIVE_BOOLEAN, STRING -> value;
      case CHARACTER, PRIMITIVE_CHAR -> String.valueOf(value);
      case BYTE, PRIMITIVE_BYTE, SHORT, PRIMITIVE_SHORT -> ((Number) value).longValue();
      case INTEGER, PRIMITIVE_INT, LONG, PRIMITIVE_LONG -> ((Number) value).longValue();
      case FLOAT, PRIMITIVE_FLOAT, DOUBLE, PRIMITIVE_DOUBLE -> ((Number) value).doubleValue();
      case NUMBER -> number((Number) value);
      case BYTE_STRING -> octets(position, value.toString());
      case JAVA_SQL_DATE -> date(position, ((Number) value).longValue());
      case JAVA_SQL_TIME -> time(position, ((Number) value).longValue());
      case JAVA_SQL_TIMESTAMP, JAVA_UTIL_DATE -> timestamp(position, ((Number) value).longValue());
      default ->
          throw new ParleyException(
              ErrorCode.NOT_SUPPORTED,
              "Parameter %d has a type that Parley has not".formatted(position),
              "Set a number, a text, a truth value, a date, a time, a timestamp or bytes.");
    };
  }

  /** Avatica's own form of bytes, whatever form they had on the wire. */
  private static Octets octets(int position, String base64) {
    try {
      return Octets.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new ParleyException(
          ErrorCode.WRONG_PARAMETERS,
          "Parameter %d is said to be bytes, and is none".formatted(position),
          "Send bytes, or a text in base64.");
    }
  }

  private static Object number(Number value) {
    if (value instanceof BigDecimal || value instanceof Long) {
      return value;
    }
    return value instanceof BigInteger whole
        ? new BigDecimal(whole)
        : BigDecimal.valueOf(value.longValue());
  }

  private static LocalDate date(int position, long days) {
    if (days < FIRST_DAY || days > LAST_DAY) {
      throw outOfRange(position);
    }
    return LocalDate.ofEpochDay(days);
  }

  private static LocalTime time(int position, long millis) {
    if (millis < 0 || millis >= MILLIS_PER_DAY) {
      throw new ParleyException(
          ErrorCode.OUT_OF_RANGE,
          "Parameter %d is no time of a day".formatted(position),
          "Set a time from midnight on, and before the next.");
    }
    return LocalTime.ofNanoOfDay(millis * NANOS_PER_MILLI);
  }

  private static LocalDateTime timestamp(int position, long millis) {
    LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    if (time.getYear() < 1 || time.getYear() > 9999) {
      throw outOfRange(position);
    }
    return time;
  }

  private static ParleyException outOfRange(int position) {
    return new ParleyException(
        ErrorCode.OUT_OF_RANGE,
        "Parameter %d lies outside the years 1 to 9999".formatted(position),
        "Set another time.");
  }
}
