// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.knn;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RadiusSearchTest {
  private final AtomicInteger counts = new AtomicInteger();

  @Test
  void aCircleHoldsEnoughRowsAndNotManyMore() {
    double[] distances = random(1_000_000, 180);

    for (double start : new double[] {1e-9, 1e-3, 1, 100, 1e9}) {
      for (long wanted : new long[] {1, 20, 1000}) {
        assertThat(found(distances, start, wanted).orElseThrow().rows())
            .isBetween(wanted, 8 * wanted + 100);
      }
    }
  }

  @Test
  void fewCountsSuffice() {
    double[] distances = random(1_000_000, 180);

    assertThat(found(distances, 1e-2, 10)).isPresent();
    assertThat(counts).hasValueLessThan(10);
    double known = found(distances, 1e-2, 10).orElseThrow().radius().doubleValue();
    counts.set(0);
    assertThat(found(distances, known, 10)).isPresent();
    assertThat(counts).hasValue(1);
  }

  @Test
  void rowsInOnePointAreAllOrNone() {
    for (double away : new double[] {0, 1e-30, 1, 1e30}) {
      double[] distances = DoubleStream.generate(() -> away).limit(10_000).toArray();

      RadiusSearch.Found found = found(distances, Math.max(away / 2, 1e-3), 5).orElseThrow();

      assertThat(found.radius().doubleValue()).isGreaterThanOrEqualTo(away);
    }
  }

  @Test
  void farAwayIsFoundAsNearIs() {
    double[] distances = DoubleStream.of(random(100_000, 1)).map(d -> d + 1e6).sorted().toArray();

    RadiusSearch.Found found = found(distances, 100, 5).orElseThrow();

    assertThat(found.radius().doubleValue()).isBetween(1e6, 1.05e6);
  }

  @Test
  void fewerRowsThanAreWantedAreNotSearchedForLong() {
    assertThat(found(new double[] {1, 2, 3}, 1e-3, 4)).isEmpty();
    assertThat(found(new double[0], 1e-3, 1)).isEmpty();
    assertThat(counts).hasValueLessThan(16);
  }

  private Optional<RadiusSearch.Found> found(double[] distances, double start, long wanted) {
    return RadiusSearch.find(
        start, wanted, (radius, most) -> Math.min(most, counted(distances, radius)));
  }

  private long counted(double[] distances, BigDecimal radius) {
    counts.incrementAndGet();
    int at = Arrays.binarySearch(distances, Math.nextUp(radius.doubleValue()));
    return at < 0 ? -at - 1 : at;
  }

  /** Distances to the middle of rows that lie evenly. */
  private static double[] random(int rows, double largest) {
    return new Random(3).doubles(rows).map(x -> largest * Math.sqrt(x)).sorted().toArray();
  }
}
