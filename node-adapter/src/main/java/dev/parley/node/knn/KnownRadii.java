// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.knn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How far one row was from the next where last was searched, of each analyst for itself: from where
 * a search begins, time would tell one analyst how densely the rows lie where another has asked.
 * Safe for use by several threads.
 */
final class KnownRadii {
  private static final int MOST = 1000;

  private final Map<Place, Double> spacings =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Double> eldest) {
          return size() > MOST;
        }
      };

  /** Who asks, and of which column. */
  record Place(String analyst, String table, String score) {}

  /** Returns the radius within which there would be so many rows. */
  synchronized OptionalDouble radius(Place place, long rows) {
    Double spacing = spacings.get(place);
    return spacing == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(spacing * Math.sqrt((double) rows));
  }

  synchronized void note(Place place, RadiusSearch.Found found) {
    spacings.put(place, found.radius().doubleValue() / Math.sqrt((double) found.rows()));
  }
}
