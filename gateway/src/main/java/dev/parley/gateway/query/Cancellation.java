// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** When a run must end: at a deadline, or when someone says so. Waits end at once on either. */
public final class Cancellation {
  /** No query is worth more; and nanoseconds of an arbitrary duration do not fit a long. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
  private final long deadlineNanos;
  private final Duration timeout;

  private Cancellation(Duration timeout) {
    this.timeout = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
    this.deadlineNanos = System.nanoTime() + this.timeout.toNanos();
  }

  /** Starts the clock of a run that may take {@code timeout}, and at most a week. */
  public static Cancellation after(Duration timeout) {
    return new Cancellation(timeout);
  }

  /** Ends the run, from any thread. */
  public void cancel() {
    cancelled.complete(null);
  }

  /** How long the run may take in all. */
  Duration timeout() {
    return timeout;
  }

  boolean isExpired() {
    return deadlineNanos - System.nanoTime() <= 0;
  }

  /** How much time is left; not negative. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
  }

  /**
   * Waits for {@code pause}, or until the deadline if that is sooner.
   *
   * @throws ParleyException with {@link ErrorCode#CANCELLED} if someone cancels meanwhile
   */
  void pause(Duration pause) {
    awaitUpTo(cancelled, pause.compareTo(left()) < 0 ? pause : left());
    throwIfCancelled();
  }

  /**
   * Waits for {@code pause}, or until {@code event} if that is sooner, or until the deadline.
   *
   * @throws ParleyException with {@link ErrorCode#CANCELLED} if someone cancels meanwhile
   */
  void pause(Duration pause, CompletableFuture<?> event) {
    awaitUpTo(
        CompletableFuture.anyOf(event, cancelled), pause.compareTo(left()) < 0 ? pause : left());
    throwIfCancelled();
  }

  /**
   * Waits until {@code result} is there or has failed, at most for {@code grace} beyond the
   * deadline.
   *
   * @return whether that has happened
   * @throws ParleyException with {@link ErrorCode#CANCELLED} if someone cancels meanwhile
   */
  boolean await(CompletableFuture<?> result, Duration grace) {
    awaitUpTo(CompletableFuture.anyOf(result, cancelled), left().plus(grace));
    if (!result.isDone()) {
      throwIfCancelled();
    }
    return result.isDone();
  }

  /**
   * Returns normally while the run may go on.
   *
   * @throws ParleyException with {@link ErrorCode#CANCELLED} if it was cancelled, with {@link
   *     ErrorCode#TIMED_OUT} if its time is up
   */
  void check() {
    throwIfCancelled();
    if (isExpired()) {
      throw timedOut();
    }
  }

  /** The error of a run whose time is up. */
  public ParleyException timedOut() {
    return new ParleyException(
        ErrorCode.TIMED_OUT,
        "The query did not end within " + timeout.toMillis() + " ms",
        "Set a longer timeout, or ask for less.");
  }

  private static void awaitUpTo(CompletableFuture<?> event, Duration most) {
    try {
      event.get(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // Whoever waits looks for itself at what has happened.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelledByUser();
    }
  }

  /**
   * Returns normally unless someone has cancelled the run, however much time is left.
   *
   * @throws ParleyException with {@link ErrorCode#CANCELLED}
   */
  public void throwIfCancelled() {
    if (cancelled.isDone()) {
      throw cancelledByUser();
    }
  }

  private static ParleyException cancelledByUser() {
    return new ParleyException(
        ErrorCode.CANCELLED, "The query was cancelled", "Run it again if that was not wanted.");
  }
}
