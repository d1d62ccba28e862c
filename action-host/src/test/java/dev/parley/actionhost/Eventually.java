// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits, with a deadline, until something holds. */
final class Eventually {
  private static final long DEADLINE_NANOS = Duration.ofSeconds(15).toNanos();

  private Eventually() {}

  static void isTrue(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).as(what).isLessThan(DEADLINE_NANOS);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  static void isGone(long pid) {
    isTrue(
        "end of process " + pid,
        () -> ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true));
  }
}
