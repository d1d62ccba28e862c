// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.config;

import java.time.Duration;

/**
 * What invocations may take; the defaults are OpenWhisk's where it has one.
 *
 * @param perMinute invocations in any minute
 * @param concurrent invocations at once, those that wait for a process included
 * @param processes processes at once, warm ones included
 * @param blockingWait how long a caller waits for a result before it is told to poll
 * @param idle after how long without work a process is ended
 */
public record HostLimits(
    int perMinute, int concurrent, int processes, Duration blockingWait, Duration idle) {
  /** Bytes of the parameters, and of the result, of one invocation. */
  public static final int PAYLOAD_BYTES = 1 << 20;

  /** The longest that an action may ask to run. */
  public static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);

  /** The shortest that an action may ask to be allowed. */
  public static final Duration MIN_TIMEOUT = Duration.ofMillis(100);

  /** The most memory that an action may ask for, in megabytes. */
  public static final int MAX_MEMORY_MEGABYTES = 512;

  /** The least memory that an action may ask for, in megabytes. */
  public static final int MIN_MEMORY_MEGABYTES = 128;

  /** 60 a minute, 30 at once, in 4 processes, a minute's wait, 5 minutes idle. */
  public static final HostLimits DEFAULT =
      new HostLimits(60, 30, 4, Duration.ofSeconds(60), Duration.ofMinutes(5));

  public HostLimits {
    if (perMinute < 1 || concurrent < 1 || processes < 1) {
      throw new IllegalArgumentException("Invalid limits: want at least one of each");
    }
    if (blockingWait.isNegative() || idle.isNegative()) {
      throw new IllegalArgumentException("Invalid limits: a duration is negative");
    }
  }
}
