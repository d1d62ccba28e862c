// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.spatial;

import java.util.List;

/**
 * Places of the analyst's that a table is joined with. Owners learn where they are, and nothing
 * else: what the analyst knows of them is told apart by numbers alone.
 *
 * @param entries at least one, at most {@value #MAX_ENTRIES}; unmodifiable
 */
public record PlaceList(List<Entry> entries) {
  /** How many places one question may have. */
  public static final int MAX_ENTRIES = 10_000;

  /**
   * One place.
   *
   * @param number from 0, less than {@value #MAX_ENTRIES}; entries that are counted together have
   *     the same
   * @param x finite
   * @param y finite
   * @param radius how far is near, if that differs from entry to entry; finite
   */
  public record Entry(int number, double x, double y, double radius) {

    public Entry {
      if (number < 0 || number >= MAX_ENTRIES) {
        throw new IllegalArgumentException("Invalid entry: number");
      }
      Coordinates.require(x);
      Coordinates.require(y);
      if (!Double.isFinite(radius)) {
        throw new IllegalArgumentException("Invalid entry: radius");
      }
      x += 0.0; // -0.0 becomes 0.0
      y += 0.0;
    }
  }

  public PlaceList {
    entries = List.copyOf(entries);
    if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException("Invalid list: %d entries".formatted(entries.size()));
    }
  }
}
