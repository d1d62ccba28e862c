// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.query.NodeState;
import dev.parley.gateway.query.QueryTrace;
import dev.parley.protocol.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The last queries of this gateway, for {@code PARLEY.QUERIES}; in memory, and bounded. */
final class QueryHistory {
  private static final int CAPACITY = 1000;

  private final Deque<Entry> entries = new ArrayDeque<>();

  /** One query, as far as it has come. */
  static final class Entry {
    private final String user;
    private final QueryTrace trace;
    private final Instant started = Instant.now();
    private volatile String state = "running";
    private volatile @Nullable Duration elapsed;

    private Entry(String user, QueryTrace trace) {
      this.user = user;
      this.trace = trace;
    }

    void ended(String how) {
      elapsed = Duration.between(started, Instant.now());
      state = how;
    }

    private List<@Nullable Object[]> nodeRows() {
      List<@Nullable Object[]> rows = new ArrayList<>();
      trace
          .steps()
          .forEach(
              (node, step) ->
                  rows.add(
                      new @Nullable Object[] {
                        trace.queryId() == null ? null : String.valueOf(trace.queryId()),
                        node.value(),
                        step.state().word(),
                        step.state() == NodeState.ASKED || step.state() == NodeState.LEFT_OUT
                            ? null
                            : step.after().toMillis()
                      }));
      return rows;
    }

    private @Nullable Object[] row() {
      Duration took = elapsed;
      return new @Nullable Object[] {
        trace.queryId() == null ? null : String.valueOf(trace.queryId()),
        user,
        state,
        LocalDateTime.ofInstant(started, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS),
        took == null ? null : took.toMillis(),
        names(trace.nodesAsked()),
        names(trace.nodesIn()),
        trace.answerBytes(),
        trace.functionMillis()
      };
    }
  }

  synchronized Entry begin(String user, QueryTrace trace) {
    Entry entry = new Entry(user, trace);
    entries.addLast(entry);
    if (entries.size() > CAPACITY) {
      entries.removeFirst();
    }
    return entry;
  }

  /** The rows that {@code user} may see: those of the user's own queries. */
  synchronized List<@Nullable Object[]> rows(String user) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.user.equals(user)) {
        rows.add(entry.row());
      }
    }
    return rows;
  }

  /** What each node did in these queries. */
  synchronized List<@Nullable Object[]> nodeRows(String user) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.user.equals(user)) {
        rows.addAll(entry.nodeRows());
      }
    }
    return rows;
  }

  private static String names(List<NodeId> nodes) {
    return nodes.stream().map(NodeId::value).collect(Collectors.joining(", "));
  }
}
