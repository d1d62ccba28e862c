// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import java.time.Duration;
import java.util.Optional;

/** Counts what becomes {@link NodeStatistics}. */
final class Tally {
  private NodeStatistics sums =
      new NodeStatistics(0, 0, Duration.ZERO, Duration.ZERO, 0, Optional.empty());

  synchronized NodeStatistics now() {
    return sums;
  }

  synchronized void ran(String sql, Duration took) {
    sums =
        new NodeStatistics(
            sums.queries(),
            sums.refused(),
            sums.database().plus(took),
            sums.encryption(),
            sums.bytesOut(),
            Optional.of(sql));
  }

  synchronized void answered(Duration encryption, long bytes) {
    sums =
        new NodeStatistics(
            sums.queries() + 1,
            sums.refused(),
            sums.database(),
            sums.encryption().plus(encryption),
            sums.bytesOut() + bytes,
            sums.lastSql());
  }

  synchronized void refused() {
    sums =
        new NodeStatistics(
            sums.queries(),
            sums.refused() + 1,
            sums.database(),
            sums.encryption(),
            sums.bytesOut(),
            sums.lastSql());
  }
}
