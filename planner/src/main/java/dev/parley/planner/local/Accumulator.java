// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One aggregate of one group, as its rows come. */
interface Accumulator {

  /** Adds a value that is not NULL. */
  void add(Object value);

  /**
   * Returns the aggregate of what was added.
   *
   * @throws dev.parley.protocol.error.ParleyException OUT_OF_RANGE
   */
  @Nullable Object result();

  /** Returns an empty one. */
  static Accumulator of(LocalAggregate aggregate, RowBudget budget) {
    Accumulator all =
        switch (aggregate.function()) {
          case COUNT -> new Counting();
          case MIN -> new Extreme(-1);
          case MAX -> new Extreme(1);
          default -> new Moments(aggregate.function(), aggregate.type());
        };
    return aggregate.distinct() ? new EachOnce(all, budget) : all;
  }

  /** Counts. */
  final class Counting implements Accumulator {
    private long count;

    @Override
    public void add(Object value) {
      count++;
    }

    @Override
    public Object result() {
      return count;
    }
  }

  /** Hands on what it has not seen. */
  final class EachOnce implements Accumulator {
    private final Accumulator target;
    private final RowBudget budget;
    private final Set<Object> seen = new HashSet<>();

    EachOnce(Accumulator target, RowBudget budget) {
      this.target = target;
      this.budget = budget;
    }

    @Override
    public void add(Object value) {
      if (seen.add(RowKey.comparable(value))) {
        budget.hold();
        target.add(value);
      }
    }

    @Override
    public @Nullable Object result() {
      return target.result();
    }
  }
}
