// SPDX-License-Identifier: Apache-2.0
package dev.parley.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Processor time of the threads of this process until now, in nanoseconds, by thread. Where all
 * parties share one machine, it tells what would be each node's own from what they all wait for.
 * What databases compute in threads that are not Java's is not in it, nor are actions.
 */
record ProcessorTime(Map<Long, Long> ofNodes, Map<Long, Long> ofOthers) {
  /** What the threads of a node are called; those of the gateway and of the guard are others. */
  private static final Set<String> NODES =
      Set.of(
          "parley-inbox",
          "parley-bell",
          "parley-worker",
          "parley-parse",
          "parley-watchdog",
          "parley-housekeeping",
          "parley-noise");

  static ProcessorTime now() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<Long, Long> nodes = new HashMap<>();
    Map<Long, Long> others = new HashMap<>();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      // one may have ended in between
      long nanos = thread == null ? -1 : threads.getThreadCpuTime(thread.getThreadId());
      if (thread != null && nanos >= 0) {
        (NODES.contains(thread.getThreadName()) ? nodes : others).put(thread.getThreadId(), nanos);
      }
    }
    return new ProcessorTime(nodes, others);
  }

  /** What all nodes together have used since, in milliseconds. */
  double nodesSince(ProcessorTime before) {
    return millis(before.ofNodes, ofNodes);
  }

  /** What the gateway and the guard have used since, in milliseconds. */
  double othersSince(ProcessorTime before) {
    return millis(before.ofOthers, ofOthers);
  }

  private static double millis(Map<Long, Long> before, Map<Long, Long> after) {
    return after.entrySet().stream()
            .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
            .sum()
        / 1e6;
  }
}
