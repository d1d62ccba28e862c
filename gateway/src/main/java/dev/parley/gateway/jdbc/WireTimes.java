// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Map;
import org.apache.calcite.avatica.ColumnMetaData.Rep;
import org.jspecify.annotations.Nullable;

/**
 * How times travel to a client: as a count of what it knows, from the first of 1970 on, or from
 * midnight.
 */
enum WireTimes {
  /** What every client of Avatica's protocol knows; what is finer is cut off. */
  MILLISECONDS(3, 3, Rep.INTEGER),
  /** What our driver asks for. */
  MICROSECONDS(29, 6, Rep.LONG);

  /** The connection property by which our driver asks for microseconds. */
  private static final String PROPERTY = "times";

  private static final String MICROS = "micros";
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final int precision;
  private final int scale;
  private final Rep rep;

  WireTimes(int precision, int scale, Rep rep) {
    this.precision = precision;
    this.scale = scale;
    this.rep = rep;
  }

  /** Takes what a client knows out of its properties. */
  static WireTimes takenFrom(Map<String, String> properties) {
    @Nullable String wanted = properties.remove(PROPERTY);
    return MICROS.equals(wanted) ? MICROSECONDS : MILLISECONDS;
  }

  /** What the client is told as the precision; Avatica prints as many digits of a second. */
  int precision() {
    return precision;
  }

  /** The digits of a second that arrive. */
  int scale() {
    return scale;
  }

  /** The form in which times of a day travel. */
  Rep rep() {
    return rep;
  }

  Number count(LocalTime time) {
    long nanos = time.toNanoOfDay();
    return this == MICROSECONDS
        ? (Number) (nanos / NANOS_PER_MICRO)
        : (Number) Math.toIntExact(nanos / NANOS_PER_MILLI);
  }

  long count(LocalDateTime time) {
    long perSecond = this == MICROSECONDS ? 1_000_000 : 1_000;
    return time.toEpochSecond(ZoneOffset.UTC) * perSecond
        + time.get(ChronoField.NANO_OF_SECOND) / (NANOS_PER_SECOND / perSecond);
  }
}
