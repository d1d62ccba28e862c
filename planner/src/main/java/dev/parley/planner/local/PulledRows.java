// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rows from a source that gives null at its end; it is asked for one row at a time. */
final class PulledRows implements Iterator<Object[]> {
  private final Supplier<Object @Nullable []> source;
  private Object @Nullable [] next;
  private boolean ended;

  PulledRows(Supplier<Object @Nullable []> source) {
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      next = source.get();
      ended = next == null;
    }
    return next != null;
  }

  @Override
  public Object[] next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Object[] row = next;
    next = null;
    return row;
  }
}
