// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;

/**
 * What one run of a plan may hold in memory, and whether it is to go on at all; for one thread.
 * Rows that only pass through are not held.
 */
public final class RowBudget {
  /** So many rows may be held if nothing else is said. */
  public static final long MOST_ROWS = 2_000_000;

  private static final long STEPS_BETWEEN_CHECKS = 1024;

  private final long maxRows;
  private final Runnable goingOn;
  private long held;
  private long steps;

  /**
   * @param maxRows how many rows, groups and distinct values may be held
   * @param goingOn called now and then; throws if the query was cancelled or its time is over
   */
  public RowBudget(long maxRows, Runnable goingOn) {
    this.maxRows = maxRows;
    this.goingOn = goingOn;
  }

  /** Returns a budget of {@value #MOST_ROWS} rows and no end. */
  public static RowBudget standard() {
    return new RowBudget(MOST_ROWS, () -> {});
  }

  /**
   * Notes that one more row is held.
   *
   * @throws ParleyException TOO_MANY
   */
  void hold() {
    held++;
    if (held > maxRows) {
      throw new ParleyException(
          ErrorCode.TOO_MANY,
          "The result needs more than %d rows in the gateway's memory".formatted(maxRows),
          "Ask for fewer groups or rows, with stronger conditions.");
    }
  }

  /** Notes that one more row, or pair of rows, is looked at. */
  public void step() {
    steps++;
    if (steps % STEPS_BETWEEN_CHECKS == 0) {
      goingOn.run();
    }
  }
}
