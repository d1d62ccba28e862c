// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import dev.parley.planner.scalar.ValueOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in order; all of them are held. */
public final class SortedRows {

  private SortedRows() {}

  /** Returns {@code rows} in {@code order}; equal ones stay as they come. */
  public static Iterator<Object[]> of(
      Iterator<Object[]> rows, Comparator<Object[]> order, RowBudget budget) {
    List<Object[]> all = held(rows, budget);
    all.sort(order);
    return all.iterator();
  }

  /** Returns the order by the values of one column. */
  public static Comparator<Object[]> by(int column, boolean descending, boolean nullsFirst) {
    Comparator<Object> values = descending ? ValueOrder.INSTANCE.reversed() : ValueOrder.INSTANCE;
    Comparator<@Nullable Object> all =
        nullsFirst ? Comparator.nullsFirst(values) : Comparator.nullsLast(values);
    return Comparator.comparing(row -> row[column], all);
  }

  static List<Object[]> held(Iterator<Object[]> rows, RowBudget budget) {
    List<Object[]> held = new ArrayList<>();
    rows.forEachRemaining(
        row -> {
          budget.hold();
          held.add(row);
        });
    return held;
  }
}
