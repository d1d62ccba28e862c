// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.time.Duration;
import java.time.Instant;

/**
 * How many wrong passwords of one user are looked at from all strange places together: many first
 * ones of a place, so that who comes from a new place is hardly ever kept out by others; few that
 * follow a wrong one. Each wrong password takes one of both, and one of both comes back every 30
 * seconds.
 *
 * <p>Users share a fixed number of budgets, by a hash that nobody can foresee. So made-up names
 * take no memory, and push out nothing; whom one meets by chance, it takes next to nothing from.
 * Not for several threads at once.
 */
final class GuessBudget {
  static final int FIRST = 1000;
  static final int FOLLOWING = 10;
  static final Duration ONE_COMES_BACK = Duration.ofSeconds(30);

  private static final int BUDGETS = 1 << 16;
  private static final long STEP = ONE_COMES_BACK.toMillis();

  /** When each will be whole again, in milliseconds since 1970. */
  private final long[] firstWholeAt = new long[BUDGETS];

  private final long[] followingWholeAt = new long[BUDGETS];

  /** From when on a first password of a place may be looked at. */
  Instant nextFirst(long name) {
    return Instant.ofEpochMilli(firstWholeAt[budget(name)] - (FIRST - 1) * STEP);
  }

  /** From when on one may be that follows a wrong one. */
  Instant nextFollowing(long name) {
    Instant next = Instant.ofEpochMilli(followingWholeAt[budget(name)] - (FOLLOWING - 1) * STEP);
    return next.isAfter(nextFirst(name)) ? next : nextFirst(name);
  }

  /** Notes that one was wrong. */
  void take(long name, Instant now) {
    take(firstWholeAt, budget(name), FIRST, now.toEpochMilli());
    take(followingWholeAt, budget(name), FOLLOWING, now.toEpochMilli());
  }

  private static void take(long[] wholeAt, int budget, int most, long now) {
    wholeAt[budget] = Math.min(Math.max(wholeAt[budget], now) + STEP, now + most * STEP);
  }

  private static int budget(long name) {
    return (int) (name & (BUDGETS - 1));
  }
}
