// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wrong passwords at places from which their user has not logged in. Each place remembers so many
 * names; beyond that its further names count as one, so that whoever invents names slows down
 * nobody else, and makes nobody's wrong passwords forgotten. Not for several threads at once.
 */
final class Strangers {
  static final int NAMES_PER_PLACE = 64;
  static final int PLACES = 4096;

  /** Stands for all names that a place has beyond those that it remembers. */
  private static final Long OTHERS = 0L;

  private final Map<String, Map<Long, WrongPasswords>> places =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<Long, WrongPasswords>> eldest) {
          return size() > PLACES;
        }
      };

  WrongPasswords of(long name, String place, Instant now) {
    Map<Long, WrongPasswords> here = places.getOrDefault(place, Map.of());
    WrongPasswords wrong = here.getOrDefault(key(here, name, now), WrongPasswords.NONE);
    return wrong.isForgotten(now) ? WrongPasswords.NONE : wrong;
  }

  void add(long name, String place, Instant now) {
    WrongPasswords more = of(name, place, now).oneMore(now);
    Map<Long, WrongPasswords> here = places.computeIfAbsent(place, unused -> new HashMap<>());
    here.put(key(here, name, now), more);
  }

  void forget(long name, String place) {
    places.getOrDefault(place, new HashMap<>()).remove(name);
  }

  private static Long key(Map<Long, WrongPasswords> here, long name, Instant now) {
    if (here.containsKey(name) || here.size() < NAMES_PER_PLACE) {
      return name;
    }
    here.values().removeIf(wrong -> wrong.isForgotten(now));
    return here.size() < NAMES_PER_PLACE ? name : OTHERS;
  }

  /** How many names at places are remembered. */
  int size() {
    return places.values().stream().mapToInt(Map::size).sum();
  }
}
