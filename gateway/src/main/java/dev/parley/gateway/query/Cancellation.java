// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** When a run must end: at a deadline, or when someone says so. Waits end at once on either. */
public final class Cancellation {
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final long deadlineNanos;
  private final Duration timeout;

  private Cancellation(Duration timeout) {
    this.timeout = timeout;
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
  }

  /** Starts the clock of a run that may take {@code timeout}. */
  public static Cancellation after(Duration timeout) {
    return new Cancellation(timeout);
  }

  /** Ends the run, from any thread. */
  public void cancel() {
    cancelled.countDown();
  }

  /** How long the run may take in all. */
  Duration timeout() {
    return timeout;
  }

  boolean isExpired() {
    return deadlineNanos - System.nanoTime() <= 0;
  }

  /** How much time is left; not negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
  }

  /**
   * Waits for {@code pause}, or until the deadline if that is sooner.
   *
   * @throws ParleyException with {@link ErrorCode#CANCELLED} if someone cancels meanwhile
   */
  void pause(Duration pause) {
    long nanos = Math.min(pause.toNanos(), left().toNanos());
    try {
      if (cancelled.await(nanos, TimeUnit.NANOSECONDS)) {
        throw cancelledByUser();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelledByUser();
    }
  }

  /**
   * Returns normally while the run may go on.
   *
   * @throws ParleyException with {@link ErrorCode#CANCELLED} if it was cancelled or its time is up
   */
  void check() {
    if (cancelled.getCount() == 0) {
      throw cancelledByUser();
    }
    if (isExpired()) {
      throw new ParleyException(
          ErrorCode.CANCELLED,
          "The query did not end within " + timeout.toMillis() + " ms",
          "Set a longer timeout, or ask for less.");
    }
  }

  private static ParleyException cancelledByUser() {
    return new ParleyException(
        ErrorCode.CANCELLED, "The query was cancelled", "Run it again if that was not wanted.");
  }
}
