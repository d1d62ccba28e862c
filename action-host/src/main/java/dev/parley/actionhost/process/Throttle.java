// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.process;

import dev.parley.actionhost.config.HostLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Admits invocations up to a number at once, and a number in any minute. */
final class Throttle {
  /** What an invocation is told that is not admitted. */
  enum Verdict {
    ADMITTED,
    TOO_MANY_AT_ONCE,
    TOO_MANY_PER_MINUTE
  }

  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private final HostLimits limits;
  private final LongSupplier nanoTime;
  private final Deque<Long> lastMinute = new ArrayDeque<>();
  private int running;

  Throttle(HostLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** Asks to begin; whoever is admitted must {@link #end()}. */
  synchronized Verdict begin() {
    long now = nanoTime.getAsLong();
    while (!lastMinute.isEmpty() && now - lastMinute.peekFirst() >= MINUTE_NANOS) {
      lastMinute.removeFirst();
    }
    if (running >= limits.concurrent()) {
      return Verdict.TOO_MANY_AT_ONCE;
    }
    if (lastMinute.size() >= limits.perMinute()) {
      return Verdict.TOO_MANY_PER_MINUTE;
    }
    lastMinute.addLast(now);
    running++;
    return Verdict.ADMITTED;
  }

  /**
   * The same, for who only wants to go on if it is admitted.
   *
   * @throws ThrottledException if it is not
   */
  void admit() throws ThrottledException {
    switch (begin()) {
      case TOO_MANY_AT_ONCE ->
          throw new ThrottledException("Too many concurrent requests in flight.");
      case TOO_MANY_PER_MINUTE ->
          throw new ThrottledException("Too many requests in the last minute.");
      case ADMITTED -> {}
    }
  }

  synchronized void end() {
    running--;
  }
}
