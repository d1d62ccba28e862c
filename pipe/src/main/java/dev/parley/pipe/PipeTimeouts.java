// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import java.time.Duration;

/**
 * How long to wait for a pipe.
 *
 * @param connect the longest time to connect
 * @param read the longest silence in the middle of an answer
 * @param call the longest time for one call with all its attempts; for a file, plus what it takes
 *     at 64 KiB a second
 * @param attempts how often a call is tried, at least once
 */
public record PipeTimeouts(Duration connect, Duration read, Duration call, int attempts) {
  /** What holds unless settings say otherwise. */
  public static final PipeTimeouts DEFAULT =
      new PipeTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(15), 3);

  private static final int MOST_ATTEMPTS = 10;
  private static final int LEAST_BYTES_PER_SECOND = 1 << 16;

  public PipeTimeouts {
    if (!isPositive(connect) || !isPositive(read) || !isPositive(call)) {
      throw new IllegalArgumentException("Invalid time-out: want more than nothing");
    }
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException("Invalid attempts: %d, want 1 to 10".formatted(attempts));
    }
  }

  /** Returns the longest time for a call that carries so many bytes. */
  public Duration callOf(long bytes) {
    return call.plusSeconds(bytes / LEAST_BYTES_PER_SECOND);
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
