// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is noted of one run, for {@code PARLEY.QUERIES} and the log: ids, counts and times. */
public final class QueryTrace {
  private volatile @Nullable QueryId queryId;
  private volatile List<NodeId> nodesAsked = List.of();
  private volatile List<NodeId> nodesIn = List.of();
  private volatile long answerBytes;
  private volatile long functionMillis;
  private volatile int groups;

  void asked(QueryId id, List<NodeId> nodes) {
    queryId = id;
    nodesAsked = nodes;
  }

  void answered() {
    nodesIn = nodesAsked;
  }

  void merged(Duration took) {
    functionMillis = took.toMillis();
  }

  void opened(int count) {
    groups = count;
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
