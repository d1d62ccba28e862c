// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

/** The threads of this process that tests ask after. */
final class Threads {
  private static final long PATIENCE_MILLIS = 10_000;

  private Threads() {}

  /** Those of a name that have begun and not ended. */
  static List<Thread> named(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .collect(Collectors.toList());
  }

  /** Waits until all have ended. */
  static void awaitEnd(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(PATIENCE_MILLIS);
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }
}
