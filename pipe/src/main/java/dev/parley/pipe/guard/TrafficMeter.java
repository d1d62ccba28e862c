// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import java.util.concurrent.atomic.LongAdder;

/** Counts what one identity does; safe for use by many threads. */
final class TrafficMeter {
  private final LongAdder puts = new LongAdder();
  private final LongAdder gets = new LongAdder();
  private final LongAdder lists = new LongAdder();
  private final LongAdder deletes = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder bytesIn = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();

  void put(long bytes) {
    puts.increment();
    bytesIn.add(bytes);
  }

  void get(long bytes) {
    gets.increment();
    bytesOut.add(bytes);
  }

  void list() {
    lists.increment();
  }

  void delete() {
    deletes.increment();
  }

  void refused() {
    refused.increment();
  }

  Traffic read() {
    return new Traffic(
        puts.sum(),
        gets.sum(),
        lists.sum(),
        deletes.sum(),
        refused.sum(),
        bytesIn.sum(),
        bytesOut.sum());
  }
}
