// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.members;

import dev.parley.members.StateFile;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.message.CatalogMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The newest catalog of each node that was ever taken, remembered on disk, so that the cloud cannot
 * show an old one after a restart. Catalogs of a later epoch are newer whatever their number.
 */
final class SeenCatalogs {
  private static final int FIELDS = 3;

  private final StateFile file;
  private final String founder;
  private final Map<NodeId, Mark> marks;

  private SeenCatalogs(StateFile file, String founder, Map<NodeId, Mark> marks) {
    this.file = file;
    this.founder = founder;
    this.marks = marks;
  }

  private record Mark(int epoch, long sequence) implements Comparable<Mark> {
    @Override
    public int compareTo(Mark other) {
      int byEpoch = Integer.compare(epoch, other.epoch);
      return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
    }

    private static Mark of(CatalogMessage catalog) {
      return new Mark(catalog.epoch(), catalog.catalog().sequence());
    }
  }

  /**
   * Opens what is remembered in {@code state}; nothing of it holds for another founder.
   *
   * @throws dev.parley.protocol.error.ParleyException if it cannot be read
   */
  static SeenCatalogs open(Path state, String founder) {
    StateFile file = new StateFile(state.resolve("catalogs.seen"));
    List<String> lines = file.lines();
    Map<NodeId, Mark> marks = new TreeMap<>();
    if (!lines.isEmpty() && lines.get(0).equals("founder " + founder)) {
      for (String line : lines.subList(1, lines.size())) {
        read(file, line, marks);
      }
    }
    return new SeenCatalogs(file, founder, marks);
  }

  private static void read(StateFile file, String line, Map<NodeId, Mark> marks) {
    String[] fields = line.split(" ", -1);
    try {
      if (fields.length != FIELDS) {
        throw file.damaged();
      }
      marks.put(
          new NodeId(fields[0]), new Mark(Integer.parseInt(fields[1]), Long.parseLong(fields[2])));
    } catch (IllegalArgumentException e) {
      throw file.damaged();
    }
  }

  /** Whether a newer catalog of the same node was seen. */
  boolean isReplayed(CatalogMessage catalog) {
    Mark known = marks.get(catalog.catalog().node());
    return known != null && Mark.of(catalog).compareTo(known) < 0;
  }

  /** Remembers a catalog, on disk first: what is not there is forgotten by a restart. */
  void note(CatalogMessage catalog) {
    NodeId seen = catalog.catalog().node();
    Mark fresh = Mark.of(catalog);
    if (fresh.equals(marks.get(seen))) {
      return;
    }
    Map<NodeId, Mark> next = new TreeMap<>(marks);
    next.put(seen, fresh);
    List<String> lines = new ArrayList<>();
    lines.add("founder " + founder);
    next.forEach((node, mark) -> lines.add(node + " " + mark.epoch() + " " + mark.sequence()));
    file.replace(lines);
    marks.put(seen, fresh);
  }
}
