// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/** Rows without those that repeat an earlier one; one of each is held. */
public final class DistinctRows {

  private DistinctRows() {}

  /** Returns the first of rows that are equal in every column. */
  public static Iterator<Object[]> of(Iterator<Object[]> rows, RowBudget budget) {
    Set<RowKey> seen = new HashSet<>();
    return RowStreams.kept(
        rows,
        row -> {
          boolean isNew = seen.add(RowKey.of(row));
          if (isNew) {
            budget.hold();
          }
          return isNew;
        });
  }
}
