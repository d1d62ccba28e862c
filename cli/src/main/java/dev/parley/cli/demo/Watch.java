// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.demo;

import dev.parley.node.inbox.NodeStatistics;
import dev.parley.pipe.guard.Traffic;
import dev.parley.protocol.NodeId;
import dev.parley.testkit.federation.PartLauncher;
import dev.parley.testkit.federation.SettingsFiles;
import dev.parley.testkit.federation.ThreadLauncher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what each party saw of a query, as far as the parties run in this process. */
final class Watch {
  private final Optional<ThreadLauncher> parties;

  Watch(PartLauncher launcher) {
    this.parties =
        launcher instanceof ThreadLauncher threads ? Optional.of(threads) : Optional.empty();
  }

  /** What all parties had done at one moment. */
  record Moment(Map<NodeId, NodeStatistics> nodes, Map<String, Traffic> traffic) {}

  Moment now() {
    return parties
        .map(launcher -> new Moment(launcher.statistics(), launcher.traffic()))
        .orElse(new Moment(Map.of(), Map.of()));
  }

  /** Returns a line per owner and one for the cloud, about what was done since {@code before}. */
  List<String> since(Moment before) {
    Moment after = now();
    List<String> lines = new ArrayList<>();
    after
        .nodes()
        .forEach(
            (node, statistics) -> {
              NodeStatistics earlier = before.nodes().get(node);
              if (earlier != null && statistics.queries() > earlier.queries()) {
                lines.add(node(node, earlier, statistics));
              }
            });
    if (!after.traffic().isEmpty()) {
      lines.add(cloud(before, after));
    }
    return lines;
  }

  private static String node(NodeId node, NodeStatistics before, NodeStatistics after) {
    return "%-9s saw the question, ran %s: database %d ms, encryption %d ms, %,d bytes out"
        .formatted(
            node,
            after.lastSql().orElse("nothing"),
            after.database().minus(before.database()).toMillis(),
            after.encryption().minus(before.encryption()).toMillis(),
            after.bytesOut() - before.bytesOut());
  }

  private static String cloud(Moment before, Moment after) {
    long stored = 0;
    for (Map.Entry<String, Traffic> party : after.traffic().entrySet()) {
      Traffic earlier = before.traffic().get(party.getKey());
      stored += party.getValue().bytesIn() - (earlier == null ? 0 : earlier.bytesIn());
    }
    Traffic merged = after.traffic().get(SettingsFiles.ACTIONS_KEY);
    Traffic mergedBefore = before.traffic().get(SettingsFiles.ACTIONS_KEY);
    long written =
        merged == null || mergedBefore == null ? 0 : merged.bytesIn() - mergedBefore.bytesIn();
    if (written == 0) {
      return "cloud     was not asked";
    }
    return "cloud     saw %,d bytes, all sealed or encrypted, and merged them to %,d"
        .formatted(stored, written);
  }
}
