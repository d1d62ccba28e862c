// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Operators that hold no row. */
public final class RowStreams {

  private RowStreams() {}

  /** Returns the rows that the budget lets pass, which are all until the query is to end. */
  public static Iterator<Object[]> counted(Iterator<Object[]> rows, RowBudget budget) {
    return mapped(
        rows,
        row -> {
          budget.step();
          return row;
        });
  }

  /** Returns what {@code change} makes of each row. */
  public static Iterator<Object[]> mapped(Iterator<Object[]> rows, UnaryOperator<Object[]> change) {
    return new PulledRows(() -> rows.hasNext() ? change.apply(rows.next()) : null);
  }

  /** Returns the rows for which {@code condition} holds. */
  public static Iterator<Object[]> kept(Iterator<Object[]> rows, Predicate<Object[]> condition) {
    return new PulledRows(
        () -> {
          while (rows.hasNext()) {
            Object[] row = rows.next();
            if (condition.test(row)) {
              return row;
            }
          }
          return null;
        });
  }

  /** Returns the rows after the first {@code offset}, and at most {@code fetch} of them. */
  public static Iterator<Object[]> limited(
      Iterator<Object[]> rows, long offset, OptionalLong fetch) {
    long[] left = {offset, fetch.orElse(Long.MAX_VALUE)};
    return new PulledRows(
        () -> {
          while (left[0] > 0 && left[1] > 0 && rows.hasNext()) {
            rows.next();
            left[0]--;
          }
          if (left[1] == 0 || !rows.hasNext()) {
            return null;
          }
          left[1]--;
          return rows.next();
        });
  }

  /** Returns the rows of the first, then those of the second, and so on. */
  public static Iterator<Object[]> together(List<Iterator<Object[]>> parts) {
    Iterator<Iterator<Object[]>> rest = List.copyOf(parts).iterator();
    Part part = new Part();
    return new PulledRows(
        () -> {
          while (!part.rows.hasNext()) {
            if (!rest.hasNext()) {
              return null;
            }
            part.rows = rest.next();
          }
          return part.rows.next();
        });
  }

  /** Which part is being read. */
  private static final class Part {
    private Iterator<Object[]> rows = List.<Object[]>of().iterator();
  }
}
