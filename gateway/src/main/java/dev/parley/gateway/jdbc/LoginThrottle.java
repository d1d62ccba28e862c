// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Slows down who guesses passwords: after a few wrong ones of a user from an address, the next is
 * not even looked at for a while, which doubles. Others' wrong passwords for the same user count as
 * well, but only for addresses with a wrong one of their own, so that nobody can lock a user out
 * from elsewhere. Users who do not exist are treated alike.
 */
final class LoginThrottle {
  private static final int FREE = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);
  private static final int MOST_REMEMBERED = 10_000;

  private final InstantSource clock;
  private final Map<Key, Failures> failures = new LinkedHashMap<>(16, 0.75f, true);

  LoginThrottle(InstantSource clock) {
    this.clock = clock;
  }

  /** A user at an address; an empty address stands for all of them. */
  private record Key(String user, String address) {}

  private record Failures(int count, Instant last) {
    static final Failures NONE = new Failures(0, Instant.EPOCH);

    Instant next() {
      if (count < FREE) {
        return Instant.EPOCH;
      }
      Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(count - FREE, 10));
      return last.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }
  }

  /**
   * Lets somebody try. One at a time, or many guesses at once would all be the first.
   *
   * @param login must not wait for anything
   * @throws ParleyException WRONG_PASSWORD if it is too early, and whatever {@code login} throws
   */
  synchronized <T> T attempt(String user, String address, Supplier<T> login) {
    Key here = new Key(user, address);
    Key anywhere = new Key(user, "");
    requirePatience(here, anywhere);
    try {
      T session = login.get();
      failures.remove(here);
      return session;
    } catch (ParleyException e) {
      if (e.code() == ErrorCode.WRONG_PASSWORD) {
        note(here);
        note(anywhere);
      }
      throw e;
    }
  }

  private void requirePatience(Key here, Key anywhere) {
    Instant now = clock.instant();
    Failures own = known(here, now);
    Instant next = own.next();
    if (own.count() > 0 && known(anywhere, now).next().isAfter(next)) {
      next = known(anywhere, now).next();
    }
    if (next.isAfter(now)) {
      throw new ParleyException(
          ErrorCode.WRONG_PASSWORD,
          "There were too many wrong passwords; this one was not looked at",
          "Wait %d s, and try again.".formatted(Duration.between(now, next).toSeconds() + 1));
    }
  }

  private Failures known(Key key, Instant now) {
    Failures known = failures.getOrDefault(key, Failures.NONE);
    return known.last().isBefore(now.minus(FORGOTTEN)) ? Failures.NONE : known;
  }

  private void note(Key key) {
    Instant now = clock.instant();
    failures.put(key, new Failures(known(key, now).count() + 1, now));
    if (failures.size() > MOST_REMEMBERED) {
      Iterator<Key> longestUnused = failures.keySet().iterator();
      longestUnused.next();
      longestUnused.remove();
    }
  }

  /** How many users and addresses are remembered. */
  synchronized int size() {
    return failures.size();
  }
}
