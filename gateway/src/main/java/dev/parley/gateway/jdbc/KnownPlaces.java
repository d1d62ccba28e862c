// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * From where each user has logged in lately, and the wrong passwords there since. Only who knows a
 * user's password adds to this. Not for several threads at once.
 */
final class KnownPlaces {
  static final int PLACES_PER_USER = 32;

  private final Map<Long, Map<String, WrongPasswords>> users = new HashMap<>();

  /** Returns the wrong passwords of a user at a place from which it has logged in. */
  Optional<WrongPasswords> of(long name, String place, Instant now) {
    return Optional.ofNullable(users.getOrDefault(name, Map.of()).get(place))
        .map(wrong -> wrong.isForgotten(now) ? WrongPasswords.NONE : wrong);
  }

  /** Notes that a user has logged in. */
  void add(long name, String place) {
    users.computeIfAbsent(name, unused -> latest()).put(place, WrongPasswords.NONE);
  }

  void addWrong(long name, String place, Instant now) {
    WrongPasswords more = of(name, place, now).orElse(WrongPasswords.NONE).oneMore(now);
    users.computeIfAbsent(name, unused -> latest()).put(place, more);
  }

  private static Map<String, WrongPasswords> latest() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, WrongPasswords> eldest) {
        return size() > PLACES_PER_USER;
      }
    };
  }
}
