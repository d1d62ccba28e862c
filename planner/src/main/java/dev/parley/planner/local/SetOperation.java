// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What can be done with the rows of two results of the same columns. */
public enum SetOperation {
  /** The rows of either. */
  UNION,
  /** The rows that are in both. */
  INTERSECT,
  /** The rows of the first that are not in the second. */
  EXCEPT;

  /**
   * Returns the outcome; of equal rows one, or with {@code all} as many as SQL says: the sum, the
   * smaller number, or the difference.
   */
  public Iterator<Object[]> of(
      Iterator<Object[]> left, Iterator<Object[]> right, boolean all, RowBudget budget) {
    if (this == UNION) {
      Iterator<Object[]> both = RowStreams.together(List.of(left, right));
      return all ? both : DistinctRows.of(both, budget);
    }
    Map<RowKey, Long> counts = counts(right, budget);
    if (all) {
      return RowStreams.kept(left, row -> isMatched(row, counts) == (this == INTERSECT));
    }
    Iterator<Object[]> kept =
        RowStreams.kept(left, row -> counts.containsKey(RowKey.of(row)) == (this == INTERSECT));
    return DistinctRows.of(kept, budget);
  }

  private static Map<RowKey, Long> counts(Iterator<Object[]> rows, RowBudget budget) {
    Map<RowKey, Long> counts = new HashMap<>();
    rows.forEachRemaining(
        row -> {
          if (counts.merge(RowKey.of(row), 1L, Long::sum) == 1) {
            budget.hold();
          }
        });
    return counts;
  }

  /** Whether a row of the right is left to be paired with this one, which it then is. */
  private static boolean isMatched(Object[] row, Map<RowKey, Long> counts) {
    RowKey key = RowKey.of(row);
    long left = counts.getOrDefault(key, 0L);
    if (left == 0) {
      return false;
    }
    counts.put(key, left - 1);
    return true;
  }
}
