// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How timestamps travel to a client: as a count, from the first of 1970 on, of what it knows. */
enum WireTimes {
  /** What every client of Avatica's protocol knows; what is finer is cut off. */
  MILLISECONDS(3, 3),
  /** What our driver asks for. */
  MICROSECONDS(29, 6);

  /** The connection property by which our driver asks for microseconds. */
  private static final String PROPERTY = "times";

  private static final String MICROS = "micros";
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final int precision;
  private final int scale;

  WireTimes(int precision, int scale) {
    this.precision = precision;
    this.scale = scale;
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

  long count(LocalDateTime time) {
    long perSecond = this == MICROSECONDS ? 1_000_000 : 1_000;
    return time.toEpochSecond(ZoneOffset.UTC) * perSecond
        + time.get(ChronoField.NANO_OF_SECOND) / (NANOS_PER_SECOND / perSecond);
  }
}
