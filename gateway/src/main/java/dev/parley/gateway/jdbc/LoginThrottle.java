// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Slows down who guesses passwords. After a few wrong ones of a user from one place, the next is
 * not even looked at for a while, which doubles. Beyond that, all places together have a budget of
 * wrong passwords of each user; but not those from which the user has logged in before, so that
 * nobody can lock a user out from elsewhere. Users who do not exist are treated alike.
 *
 * <p>A place is an address, of IPv6 the network of 64 bits, for whoever has one of those has all of
 * it.
 */
final class LoginThrottle {
  private static final int TURNS = 64;
  private static final int IPV6_BYTES = 16;
  private static final int IPV6_NETWORK_BYTES = 8;

  private final InstantSource clock;
  private final byte[] salt = new byte[32];
  private final KnownPlaces known = new KnownPlaces();
  private final Strangers strangers = new Strangers();
  private final GuessBudget budget = new GuessBudget();
  private final Object[] turns = new Object[TURNS];

  LoginThrottle(InstantSource clock) {
    this.clock = clock;
    new SecureRandom().nextBytes(salt);
    Arrays.setAll(turns, i -> new Object());
  }

  /**
   * Lets somebody try. One at a time of each user, or many guesses at once would all be the first;
   * who comes with another name waits for nobody's hash.
   *
   * @throws ParleyException WRONG_PASSWORD if it is too early, and whatever {@code login} throws
   */
  <T> T attempt(String user, String address, Supplier<T> login) {
    long name = hash(user);
    String place = place(address);
    synchronized (turns[(int) Math.floorMod(name, (long) TURNS)]) {
      requirePatience(name, place);
      try {
        T session = login.get();
        welcome(name, place);
        return session;
      } catch (ParleyException e) {
        if (e.code() == ErrorCode.WRONG_PASSWORD) {
          note(name, place);
        }
        throw e;
      }
    }
  }

  private synchronized void welcome(long name, String place) {
    known.add(name, place);
    strangers.forget(name, place);
  }

  private synchronized void requirePatience(long name, String place) {
    Instant now = clock.instant();
    Instant next =
        known
            .of(name, place, now)
            .map(WrongPasswords::next)
            .orElseGet(() -> nextOfStranger(name, strangers.of(name, place, now)));
    if (next.isAfter(now)) {
      throw new ParleyException(
          ErrorCode.WRONG_PASSWORD,
          "There were too many wrong passwords; this one was not looked at",
          "Wait %d s, and try again.".formatted(Duration.between(now, next).toSeconds() + 1));
    }
  }

  private Instant nextOfStranger(long name, WrongPasswords here) {
    Instant anywhere = here.count() == 0 ? budget.nextFirst(name) : budget.nextFollowing(name);
    return anywhere.isAfter(here.next()) ? anywhere : here.next();
  }

  private synchronized void note(long name, String place) {
    Instant now = clock.instant();
    if (known.of(name, place, now).isPresent()) {
      known.addWrong(name, place, now);
    } else {
      strangers.add(name, place, now);
      budget.take(name, now);
    }
  }

  /** Names may be long, and should not be chosen so that they meet. */
  private long hash(String user) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(salt);
      return ByteBuffer.wrap(sha256.digest(user.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static String place(String address) {
    return ipv6(address)
        .map(bytes -> HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES) + "::/64")
        .orElse(address);
  }

  private static Optional<byte[]> ipv6(String address) {
    if (address.indexOf(':') < 0) {
      return Optional.empty();
    }
    try {
      // a colon is in no host name, so nobody is asked for it
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return bytes.length == IPV6_BYTES ? Optional.of(bytes) : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** How many names of strangers are remembered. */
  synchronized int size() {
    return strangers.size();
  }
}
