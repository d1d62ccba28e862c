// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chance that repeats itself: the same numbers for the same seed. */
final class Dice {
  private static final int HUNDRED = 100;
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private final Random random;

  private Dice(long seed) {
    this.random = new Random(seed);
  }

  /** Throws of its own for each path of numbers below a seed: a federation's, a query's. */
  static Dice of(long seed, int... path) {
    long mixed = seed;
    for (int step : path) {
      mixed = Long.rotateLeft(mixed * GOLDEN_RATIO, Integer.SIZE) + step + 1;
    }
    return new Dice(mixed * GOLDEN_RATIO);
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From {@code least} to {@code most}. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** True so many times in a hundred. */
  boolean percent(int share) {
    return random.nextInt(HUNDRED) < share;
  }

  long number() {
    return random.nextLong();
  }

  double fraction() {
    return random.nextDouble();
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  @SafeVarargs
  final <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  /** Puts {@code list} in a random order. */
  void shuffle(List<?> list) {
    Collections.shuffle(list, random);
  }
}
