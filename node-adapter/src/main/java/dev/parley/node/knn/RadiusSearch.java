// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.knn;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Searches for a radius within which there are enough rows and not many more, with few counts. Rows
 * may lie in any way: what is found may be too large, or nothing be found, but that costs only
 * time.
 */
final class RadiusSearch {
  /** After so many, whatever has been found is taken. */
  private static final int MOST_COUNTS = 20;

  /** After so many with too few rows, there may be too few in all. */
  private static final int MOST_TOO_SMALL = 7;

  /** Radii that differ by less are one. */
  private static final double NEAR = 1.02;

  private static final double SMALLEST = 1e-300;
  private static final double LARGEST = 1e150;

  /** Counts rows that are at most so far. */
  interface Counting {
    /** Returns how many there are, but no more than {@code most}. */
    long within(BigDecimal radius, long most);
  }

  /**
   * What was found.
   *
   * @param rows how many there are within; if there are very many, some smaller number
   */
  record Found(BigDecimal radius, long rows) {}

  private final long wanted;
  private final long enough;
  private final Counting counting;
  private double tooSmall;
  private double largeEnough = Double.POSITIVE_INFINITY;
  private long before;
  private double growth = 2;
  private double shrinking = 2;
  private int failures;

  private RadiusSearch(long wanted, Counting counting) {
    this.wanted = wanted;
    this.enough = Math.max(8 * wanted, wanted + 100);
    this.counting = counting;
  }

  /**
   * Returns a radius within which there are {@code wanted} rows; empty if none was found.
   *
   * @param start where to begin; positive
   */
  static Optional<Found> find(double start, long wanted, Counting counting) {
    return new RadiusSearch(wanted, counting).search(start);
  }

  private Optional<Found> search(double start) {
    double radius = start;
    for (int i = 0; i < MOST_COUNTS && radius >= SMALLEST && radius <= LARGEST; i++) {
      BigDecimal asked = rounded(radius);
      long rows = counting.within(asked, enough + 1);
      if (rows >= wanted && rows <= enough) {
        return Optional.of(new Found(asked, rows));
      }
      if (rows < wanted && Double.isInfinite(largeEnough) && ++failures == MOST_TOO_SMALL) {
        return Optional.empty();
      }
      radius = next(asked.doubleValue(), rows);
      if (largeEnough <= tooSmall * NEAR) {
        break;
      }
    }
    return Double.isInfinite(largeEnough)
        ? Optional.empty()
        : Optional.of(new Found(rounded(largeEnough), enough));
  }

  private double next(double radius, long rows) {
    if (rows < wanted) {
      tooSmall = radius;
      if (Double.isInfinite(largeEnough)) {
        return radius * larger(rows);
      }
    } else {
      largeEnough = radius;
      if (tooSmall == 0) {
        double smaller = radius / shrinking;
        shrinking *= shrinking;
        return smaller;
      }
    }
    return largeEnough > 4 * tooSmall
        ? Math.sqrt(tooSmall) * Math.sqrt(largeEnough)
        : tooSmall / 2 + largeEnough / 2;
  }

  /** As rows that lie evenly would have it; if no more are found, ever faster. */
  private double larger(long rows) {
    double evenly = rows == 0 ? 1 : 1.3 * Math.sqrt((double) wanted / rows);
    if (rows == before) {
      growth *= growth;
    }
    before = rows;
    return Math.max(evenly, rows == 0 || growth > 2 ? growth : evenly);
  }

  /** To a few digits, upwards, so that it is as short as it can be. */
  private static BigDecimal rounded(double radius) {
    return new BigDecimal(radius).round(new MathContext(6, RoundingMode.CEILING));
  }
}
