// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

/** Draws from 0, 1, … with given weights. */
final class WeightedChoice {
  private final double[] cumulative;

  WeightedChoice(double... weights) {
    cumulative = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulative[i] = sum;
    }
  }

  /**
   * Returns the choice that a uniform number stands for.
   *
   * @param uniform in [0, 1)
   */
  int of(double uniform) {
    double target = uniform * cumulative[cumulative.length - 1];
    int choice = 0;
    while (choice < cumulative.length - 1 && cumulative[choice] <= target) {
      choice++;
    }
    return choice;
  }
}
