// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.protocol.QueryId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what should not have happened: where, but not the message, which may quote a row. */
final class Faults {
  private static final Logger log = LoggerFactory.getLogger(Faults.class);

  private Faults() {}

  static void log(QueryId queryId, Throwable fault) {
    log.error("failed query={} cause={} at={}", queryId, fault.getClass().getName(), place(fault));
  }

  static void log(Throwable fault) {
    log.error("failed cause={} at={}", fault.getClass().getName(), place(fault));
  }

  private static String place(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    for (StackTraceElement frame : trace) {
      if (frame.getClassName().startsWith("dev.parley.")) {
        return frame.toString();
      }
    }
    return trace.length == 0 ? "unknown" : trace[0].toString();
  }
}
