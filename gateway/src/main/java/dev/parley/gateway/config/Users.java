// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import dev.parley.crypto.password.PasswordHash;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in, with which password, or with which two while one is replaced. A class and not a
 * record, for a record would print them.
 *
 * <p>A hash is costly to compute, on purpose. A password that was right is known again by a MAC
 * under a key of this process, so that its user's further connections take no time, and wait for
 * nobody who guesses.
 */
public final class Users {
  private static final String MAC = "HmacSHA256";

  /** So many hashes are computed at once; each takes a processor and 19 MiB. */
  private static final int HASHING = 2;

  /** So many more may wait for that; those who guess would else hold the places of all others. */
  private static final int WAITING = 16;

  private final Map<String, List<PasswordHash>> hashes;
  private final Semaphore hashing = new Semaphore(HASHING, true);
  private final Semaphore entering = new Semaphore(HASHING + WAITING);
  private final Map<PasswordHash, byte[]> known = new ConcurrentHashMap<>();
  private final SecretKeySpec key;

  /** Computed for users who do not exist, so that the time does not tell them. */
  private final PasswordHash nobodys;

  /** How many are computed for everybody. */
  private final int most;

  private Users(Map<String, List<PasswordHash>> hashes) {
    this.hashes = new TreeMap<>(hashes);
    SecureRandom random = new SecureRandom();
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    this.key = new SecretKeySpec(secret, MAC);
    this.most = hashes.values().stream().mapToInt(List::size).max().orElse(1);
    this.nobodys =
        hashes.values().stream()
            .flatMap(List::stream)
            .findFirst()
            .orElseGet(() -> PasswordHash.of("", random));
  }

  /** Users with one or two passwords each. */
  public static Users of(Map<String, List<PasswordHash>> hashes) {
    return new Users(hashes);
  }

  /** That somebody has logged in, and with which password; holds no password. */
  public static final class Login {
    private final String user;
    private final PasswordHash hash;

    private Login(String user, PasswordHash hash) {
      this.user = user;
      this.hash = hash;
    }

    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  /**
   * Lets a user in; takes as long for one who is unknown as for a wrong password.
   *
   * @throws ParleyException with {@link ErrorCode#TOO_MANY} if too many try at once; not for who
   *     has been let in with this password before
   */
  public Optional<Login> login(String user, String password) {
    List<PasswordHash> expected = hashes.getOrDefault(user, List.of());
    byte[] mac = mac(password);
    for (PasswordHash hash : expected) {
      byte[] right = known.get(hash);
      if (right != null && MessageDigest.isEqual(right, mac)) {
        return Optional.of(new Login(user, hash));
      }
    }
    PasswordHash match = compare(expected, password);
    if (match == null || password.isEmpty()) {
      return Optional.empty();
    }
    known.put(match, mac);
    return Optional.of(new Login(user, match));
  }

  private @Nullable PasswordHash compare(List<PasswordHash> expected, String password) {
    if (!entering.tryAcquire()) {
      throw new ParleyException(
          ErrorCode.TOO_MANY, "Too many are logging in at once", "Try again in a second.");
    }
    hashing.acquireUninterruptibly();
    try {
      PasswordHash match = null;
      for (int i = 0; i < most; i++) {
        boolean real = i < expected.size();
        PasswordHash hash = real ? expected.get(i) : nobodys;
        if (hash.matches(password) && real) {
          match = hash;
        }
      }
      return match;
    } finally {
      hashing.release();
      entering.release();
    }
  }

  /** Whether somebody who has logged in could do so still, with the same password. */
  public boolean accepts(Login login) {
    return hashes.getOrDefault(login.user, List.of()).contains(login.hash);
  }

  /** How many there are. */
  public int size() {
    return hashes.size();
  }

  private byte[] mac(String password) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Users[" + hashes.size() + ", passwords withheld]";
  }
}
