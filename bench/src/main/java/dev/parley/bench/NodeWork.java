// SPDX-License-Identifier: Apache-2.0
package dev.parley.bench;

import dev.parley.node.inbox.NodeStatistics;
import dev.parley.protocol.NodeId;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * What nodes did between two moments, on average for each of the questions that were asked
 * meanwhile.
 */
record NodeWork(
    Map<NodeId, NodeStatistics> before, Map<NodeId, NodeStatistics> after, int questions) {

  /** How often a node was asked for one question. */
  double rounds() {
    return most(node -> (double) node.queries());
  }

  /** How long the database of the node took that took longest, in milliseconds. */
  double database() {
    return most(node -> millis(node.database()));
  }

  /** How long the node that took longest encrypted, in milliseconds. */
  double encryption() {
    return most(node -> millis(node.encryption()));
  }

  private double most(Function<NodeStatistics, Double> figure) {
    return after.keySet().stream()
        .filter(before::containsKey)
        .mapToDouble(node -> figure.apply(after.get(node)) - figure.apply(before.get(node)))
        .map(all -> all / questions)
        .max()
        .orElse(Double.NaN);
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
