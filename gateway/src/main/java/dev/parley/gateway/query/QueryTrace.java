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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is noted of one run, for {@code PARLEY.QUERIES} and the log: ids, counts and times. */
public final class QueryTrace {
  private static final long TENTH = 100;
  private static final double TENTH_NANOS = TENTH * 1_000_000.0;

  private final @Nullable QueryTrace whole;
  private final Map<NodeId, Step> steps = new ConcurrentSkipListMap<>();
  private volatile @Nullable QueryId queryId;
  private volatile long begunNanos;
  private volatile List<NodeId> nodesAsked = List.of();
  private volatile List<NodeId> nodesIn = List.of();
  private final AtomicLong answerBytes = new AtomicLong();
  private final AtomicLong functionMillis = new AtomicLong();
  private volatile int groups;

  /**
   * How far a node has come.
   *
   * @param after how long after the question was sent, to the tenth of a second: an exact time
   *     would tell of the owner's data
   */
  public record Step(NodeState state, Duration after) {}

  public QueryTrace() {
    this(null);
  }

  private QueryTrace(@Nullable QueryTrace whole) {
    this.whole = whole;
  }

  /**
   * Begins a further round of the same question: what it reads and takes counts here as well, and
   * so does a node that fails in it.
   */
  public QueryTrace further() {
    return new QueryTrace(this);
  }

  void asked(QueryId id, List<NodeId> nodes) {
    queryId = id;
    nodesAsked = nodes;
    begunNanos = System.nanoTime();
  }

  void note(NodeId node, NodeState state) {
    long elapsed = state == NodeState.LEFT_OUT ? 0 : System.nanoTime() - begunNanos;
    steps.put(node, new Step(state, Duration.ofMillis(TENTH * Math.round(elapsed / TENTH_NANOS))));
    if (whole != null && (state == NodeState.REFUSED || state == NodeState.MISSING)) {
      whole.note(node, state);
    }
  }

  void merged(Duration took) {
    functionMillis.addAndGet(took.toMillis());
    if (whole != null) {
      whole.merged(took);
    }
  }

  void opened(int count, List<NodeId> nodes) {
    groups = count;
    nodesIn = nodes;
    if (whole != null) {
      whole.opened(count, nodes);
    }
  }

  private void read(int bytes) {
    answerBytes.addAndGet(bytes);
    if (whole != null) {
      whole.read(bytes);
    }
  }

  InputStream counting(InputStream in) {
    return new FilterInputStream(in) {
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
          QueryTrace.this.read(n);
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
    return answerBytes.get();
  }

  /** How long the action took, by its own account. */
  public long functionMillis() {
    return functionMillis.get();
  }

  public int groups() {
    return groups;
  }
}
