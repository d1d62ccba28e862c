// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.knn;

import dev.parley.node.check.CheckedQuery;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.spatial.Point;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Expression.Listed;
import dev.parley.protocol.topk.ScoreCode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The nearest rows to one place, of those that were offered; the farthest of them on top. */
final class NearestHeap {
  private final PlaceList.Entry entry;
  private final long limit;
  private final List<ScoreCode> ties = new ArrayList<>();
  private final PriorityQueue<Near> nearest =
      new PriorityQueue<>(Comparator.<Near>naturalOrder().reversed());

  NearestHeap(PlaceList.Entry entry, long limit, CheckedQuery checked) {
    this.entry = entry;
    this.limit = limit;
    for (PublishedColumn column : checked.table().tieBreakers()) {
      ties.add(new ScoreCode(column.type(), false, false));
    }
  }

  private final class Near implements Comparable<Near> {
    /** Of an object for each, about. */
    private static final int OVERHEAD_BYTES = 64;

    private static final int NUMBER_BYTES = 16;

    private final double distance;
    private final List<@Nullable Object> row;

    Near(double distance, List<@Nullable Object> row) {
      this.distance = distance;
      this.row = row;
    }

    @Override
    public int compareTo(Near other) {
      int order = Double.compare(distance, other.distance);
      return order != 0 ? order : Arrays.compareUnsigned(place(), other.place());
    }

    /** Bytes that the row takes, about, as if no other heap had it. */
    private long memoryBytes() {
      long bytes = OVERHEAD_BYTES;
      for (Object value : row) {
        bytes += value instanceof String text ? text.length() : NUMBER_BYTES;
      }
      return bytes;
    }

    /** Seldom needed, so not kept. */
    private byte[] place() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int i = 0; i < ties.size(); i++) {
        bytes.writeBytes(ties.get(i).encode(row.get(row.size() - ties.size() + i)));
      }
      return bytes.toByteArray();
    }
  }

  /**
   * Takes a row, unless enough are nearer.
   *
   * @return how many bytes of memory that takes, less those of a row that it displaces
   */
  long offer(Point place, List<@Nullable Object> row) {
    Near farthest = nearest.size() < limit ? null : nearest.peek();
    double distance = place.distance(entry.x(), entry.y()) + 0.0;
    if (farthest != null && distance > farthest.distance) {
      return 0;
    }
    Near offered = new Near(distance, row);
    if (farthest == null) {
      nearest.add(offered);
      return offered.memoryBytes();
    }
    if (offered.compareTo(farthest) >= 0) {
      return 0;
    }
    nearest.poll();
    nearest.add(offered);
    return offered.memoryBytes() - farthest.memoryBytes();
  }

  /**
   * Returns the rows.
   *
   * @param items as they are asked for, those of the list among them
   * @param shown how many of the offered values are items
   */
  NearestToEach.Found found(List<Expression> items, int shown) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Near near : nearest.stream().sorted().toList()) {
      List<@Nullable Object> values = new ArrayList<>();
      int next = 0;
      for (Expression item : items) {
        values.add(item instanceof Listed listed ? value(listed) : near.row.get(next++));
      }
      values.add(BigDecimal.valueOf(near.distance));
      values.addAll(near.row.subList(shown + 2, near.row.size()));
      rows.add(values);
    }
    return new NearestToEach.Found(entry, rows);
  }

  private BigDecimal value(Listed listed) {
    return switch (listed.field()) {
      case N -> BigDecimal.valueOf(entry.number());
      case X -> BigDecimal.valueOf(entry.x());
      case Y -> BigDecimal.valueOf(entry.y());
      case R -> BigDecimal.valueOf(entry.radius());
    };
  }
}
