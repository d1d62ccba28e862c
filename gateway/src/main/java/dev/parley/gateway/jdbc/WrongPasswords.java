// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.time.Duration;
import java.time.Instant;

/**
 * How many passwords of a user were wrong at one place, and when the last was. Three are free; then
 * each pause is twice the one before, up to 30 seconds.
 */
record WrongPasswords(int count, Instant last) {
  static final WrongPasswords NONE = new WrongPasswords(0, Instant.EPOCH);

  private static final int FREE = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  /** From when on another password may be looked at. */
  Instant next() {
    if (count < FREE) {
      return Instant.EPOCH;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(count - FREE, 10));
    return last.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }

  WrongPasswords oneMore(Instant now) {
    return new WrongPasswords(count + 1, now);
  }

  boolean isForgotten(Instant now) {
    return last.isBefore(now.minus(FORGOTTEN));
  }
}
