// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.query.Cancellation;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the time that the gateway itself computes for a statement. While a client reads, or does
 * something else between two rows, the clock stands still. For one thread at a time.
 */
final class ComputingTime {
  private final Cancellation cancellation;
  private final Duration most;
  private long spentNanos;
  private long resumedNanos;

  /** Grants what is left of the run's time. */
  ComputingTime(Cancellation cancellation) {
    this.cancellation = cancellation;
    this.most = cancellation.left();
  }

  /**
   * Returns normally while there is time; called in the course of {@link #spend}.
   *
   * @throws dev.parley.protocol.error.ParleyException CANCELLED
   */
  void check() {
    cancellation.throwIfCancelled();
    if (spentNanos + System.nanoTime() - resumedNanos > most.toNanos()) {
      throw cancellation.timedOut();
    }
  }

  /** Does something while the clock goes. */
  <T> T spend(Supplier<T> work) {
    resumedNanos = System.nanoTime();
    try {
      return work.get();
    } finally {
      spentNanos += System.nanoTime() - resumedNanos;
    }
  }

  /** Returns rows whose making is counted. */
  Iterator<@Nullable Object[]> counting(Iterator<@Nullable Object[]> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return spend(rows::hasNext);
      }

      @Override
      public @Nullable Object[] next() {
        return spend(rows::next);
      }
    };
  }
}
