// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import dev.parley.node.audit.AuditReport.Ends;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts, entry by entry, how the questions of each user ended. */
final class Askers {
  private final Map<String, Ends> ends = new TreeMap<>();

  /** Who asked what has no end so far, by the number of the entry. */
  private final Map<Long, String> open = new HashMap<>();

  void add(ChainedLine line) {
    switch (line.event()) {
      case "asked" -> open.put(line.end().entry(), asker(line));
      case "answered" -> end(line, new Ends(1, 0, 0, 0));
      case "refused" -> end(line, new Ends(0, 1, 0, 0));
      // no user has an empty name
      case "turnedAway" -> count(asker(line), new Ends(0, line.number("count"), 0, 0));
      case "started" -> {
        open.values().forEach(asker -> count(asker, new Ends(0, 0, 0, 1)));
        open.clear();
      }
      default -> {
        // an event of the file itself
      }
    }
  }

  Map<String, Ends> ends() {
    Map<String, Ends> all = new TreeMap<>(ends);
    open.values().forEach(asker -> all.merge(asker, new Ends(0, 0, 1, 0), Askers::sum));
    return all;
  }

  private void end(ChainedLine line, Ends how) {
    open.remove(line.number("question"));
    count(asker(line), how);
  }

  private void count(String asker, Ends more) {
    ends.merge(asker, more, Askers::sum);
  }

  private static Ends sum(Ends a, Ends b) {
    return new Ends(
        a.answered() + b.answered(),
        a.refused() + b.refused(),
        a.open() + b.open(),
        a.interrupted() + b.interrupted());
  }

  private static String asker(ChainedLine line) {
    return line.text("analyst") + "/" + line.text("user");
  }
}
