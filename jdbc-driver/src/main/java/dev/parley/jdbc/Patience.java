// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

/** How long an answer may take. */
public final class Patience {
  private final int silenceMillis;
  private final int wholeMillis;

  private Patience(int silenceMillis, int wholeMillis) {
    if (silenceMillis < 0 || wholeMillis < 0) {
      throw new IllegalArgumentException("Invalid patience: less than nothing");
    }
    this.silenceMillis = silenceMillis;
    this.wholeMillis = wholeMillis;
  }

  /**
   * Describes a patience.
   *
   * @param silenceMillis how long nothing of it may come; 0 for as long as it takes
   * @param wholeMillis when all of it must be there; 0 for whenever it is
   */
  public static Patience of(int silenceMillis, int wholeMillis) {
    return new Patience(silenceMillis, wholeMillis);
  }

  /** How long nothing of an answer may come; 0 for as long as it takes. */
  public int silenceMillis() {
    return silenceMillis;
  }

  /** When all of an answer must be there; 0 for whenever it is. */
  public int wholeMillis() {
    return wholeMillis;
  }

  /** The shorter of two times, of which either may be 0 for none. */
  static int shorter(int one, int other) {
    return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
  }
}
