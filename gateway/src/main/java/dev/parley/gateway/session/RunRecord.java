// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.query.QueryTrace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enters a statement into history and log: a line for each of its questions, and one for a
 * statement that asks none.
 */
final class RunRecord {
  private static final Logger log = LoggerFactory.getLogger(RunRecord.class);

  private final QueryHistory history;
  private final String user;
  private QueryTrace trace = new QueryTrace();
  private QueryHistory.Entry entry;
  private long begunNanos = System.nanoTime();
  private boolean isAsking;

  RunRecord(QueryHistory history, String user) {
    this.history = history;
    this.user = user;
    this.entry = history.begin(user, trace);
  }

  /** Begins a question. */
  QueryTrace next() {
    if (isAsking) {
      entry.ended("finished");
      trace = new QueryTrace();
      entry = history.begin(user, trace);
    }
    isAsking = true;
    begunNanos = System.nanoTime();
    return trace;
  }

  /** Notes that the question is answered. */
  void answered() {
    log.info(
        "answered query={} user={} groups={} nodes={} ms={}",
        trace.queryId(),
        user,
        trace.groups(),
        trace.nodesIn().size(),
        (System.nanoTime() - begunNanos) / 1_000_000);
  }

  /** Notes how the statement ended. */
  void ended(String how, @Nullable Object code) {
    entry.ended(how);
    if (code != null) {
      log.info("{} query={} user={} code={}", how, trace.queryId(), user, code);
    }
  }
}
