// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** What is noted of one run, for {@code PARLEY.QUERIES} and the log: ids, counts and times. */
public final class QueryTrace {
  private static final long TENTH = 100;
  private static final double TENTH_NANOS = TENTH * 1_000_000.0;

  private final Map<NodeId, Step> steps = new ConcurrentSkipListMap<>();
  private volatile @Nullable QueryId queryId;
  private volatile long begunNanos;
  private volatile List<NodeId> nodesAsked = List.of();
  private volatile List<NodeId> nodesIn = List.of();
  private volatile long answerBytes;
  private volatile long functionMillis;
  private volatile int groups;

  /**
   * How far a node has come.
   *
   * @param after how long after the question was sent, to the tenth of a second: an exact time
   *     would tell of the owner's data
   */
  public record Step(NodeState state, Duration after) {}

  void asked(QueryId id, List<NodeId> nodes) {
    queryId = id;
    nodesAsked = nodes;
    begunNanos = System.nanoTime();
  }

  void note(NodeId node, NodeState state) {
    long elapsed = state == NodeState.LEFT_OUT ? 0 : System.nanoTime() - begunNanos;
    steps.put(node, new Step(state, Duration.ofMillis(TENTH * Math.round(elapsed / TENTH_NANOS))));
  }

  void merged(Duration took) {
    functionMillis = took.toMillis();
  }

  void opened(int count, List<NodeId> nodes) {
    groups = count;
    nodesIn = nodes;
  }

  InputStream counting(InputStream in) {
    return new FilterInputStream(in) {
      private long read;

      @Override
      public int read() throws IOException {
        int b = super.read();
        return count(b < 0 ? b : 1) < 0 ? -1 : b;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return count(super.read(bytes, offset, length));
      }

      private int count(int n) {
        if (n > 0) {
          read += n;
          answerBytes = read;
        }
        return n;
      }
    };
  }

  /** The id, once the question was sent; null for a query that asks no node. */
  public @Nullable QueryId queryId() {
    return queryId;
  }

  public List<NodeId> nodesAsked() {
    return nodesAsked;
  }

  /** What each node did, sorted by node; a copy. */
  public SortedMap<NodeId, Step> steps() {
    return new TreeMap<>(steps);
  }

  public List<NodeId> nodesIn() {
    return nodesIn;
  }

  /** Bytes of the merged answer, as far as it was read. */
  public long answerBytes() {
    return answerBytes;
  }

  /** How long the action took, by its own account. */
  public long functionMillis() {
    return functionMillis;
  }

  public int groups() {
    return groups;
  }
}
