// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.manifest;

import dev.parley.crypto.seal.VerifyingKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys by which a manifest knows one member: the current ones, and former ones that are
 * accepted for a while, so that keys can change while questions run.
 *
 * @param former newest first; unmodifiable
 */
public record KeyRing(PublicKeys current, List<Former> former) {
  /** How many keys a member may have at once. */
  public static final int MAX_KEYS = 8;

  /**
   * Keys that another has taken the place of.
   *
   * @param until from when on they are accepted no more, to the second
   */
  public record Former(PublicKeys keys, Instant until) {
    /** The year 9999: far enough from the end of time for whoever adds to it. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    public Former {
      if (!until.isAfter(Instant.EPOCH)
          || until.isAfter(LATEST)
          || !until.equals(until.truncatedTo(ChronoUnit.SECONDS))) {
        throw new IllegalArgumentException("Invalid end of former keys: " + until);
      }
    }
  }

  public KeyRing {
    former = List.copyOf(former);
    if (former.size() >= MAX_KEYS) {
      throw new IllegalArgumentException("a member has more than " + MAX_KEYS + " keys");
    }
  }

  /** Keys of a member that never had others. */
  public static KeyRing of(PublicKeys keys) {
    return new KeyRing(keys, List.of());
  }

  /** Returns all keys, the current ones first, whether or not they are accepted still. */
  public List<PublicKeys> all() {
    List<PublicKeys> all = new ArrayList<>();
    all.add(current);
    former.forEach(each -> all.add(each.keys()));
    return all;
  }

  /** Returns the keys that are accepted at {@code now}, the current ones first. */
  public List<PublicKeys> valid(Instant now) {
    List<PublicKeys> valid = new ArrayList<>();
    valid.add(current);
    former.stream()
        .filter(each -> now.isBefore(each.until()))
        .forEach(each -> valid.add(each.keys()));
    return valid;
  }

  /** Returns the keys, if they are accepted at {@code now}, of which {@code key} is one. */
  public Optional<PublicKeys> valid(VerifyingKey key, Instant now) {
    return valid(now).stream().filter(keys -> keys.signing().equals(key)).findFirst();
  }

  /** Returns the keys of which {@code key} is one, whether or not they are accepted still. */
  public Optional<PublicKeys> known(VerifyingKey key) {
    return all().stream().filter(keys -> keys.signing().equals(key)).findFirst();
  }
}
