// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.it.random.Comparison.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what came of the queries of a run. Safe for use by several threads. */
final class Tally {
  private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
  private final Map<Feature, Integer> answered = new EnumMap<>(Feature.class);
  private final Map<String, Integer> unsupported = new TreeMap<>();
  private final Map<String, String> examples = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();

  synchronized void count(RandomQuery query, Answer ours, Outcome outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
    if (outcome == Outcome.SAME) {
      query.features().forEach(feature -> answered.merge(feature, 1, Integer::sum));
    }
    if (outcome == Outcome.UNSUPPORTED) {
      ours.failure().ifPresent(f -> unsupported(f.message(), query.parley()));
    }
  }

  private void unsupported(String message, String sql) {
    unsupported.merge(message, 1, Integer::sum);
    examples.putIfAbsent(message, sql);
  }

  synchronized void difference(String report) {
    differences.add(report);
  }

  synchronized List<String> differences() {
    return List.copyOf(differences);
  }

  /** How many queries were asked. */
  synchronized int asked() {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  synchronized int of(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }

  /** How many queries with {@code feature} were answered as PostgreSQL does. */
  synchronized int answered(Feature feature) {
    return answered.getOrDefault(feature, 0);
  }

  @Override
  public synchronized String toString() {
    StringBuilder text =
        new StringBuilder("outcomes " + outcomes + "\nanswered " + answered + "\n");
    unsupported.forEach(
        (message, count) ->
            text.append("  %d x %s%n    %s%n".formatted(count, message, examples.get(message))));
    return text.toString();
  }
}
