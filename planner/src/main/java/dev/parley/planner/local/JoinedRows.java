// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import dev.parley.planner.scalar.Evaluation;
import dev.parley.planner.scalar.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins rows: those of the right are held, by their keys, and those of the left pass by. */
public final class JoinedRows {
  private final Pairing pairing;
  private final RowBudget budget;
  private final Side left;
  private final int rightWidth;
  private final List<Object[]> right;
  private final Map<RowKey, List<Integer>> byKey = new HashMap<>();
  private final BitSet paired = new BitSet();

  private Object @Nullable [] current;
  private boolean currentIsPaired;
  private Iterator<Integer> candidates = List.<Integer>of().iterator();
  private int nextRight;

  /**
   * One input of a join.
   *
   * @param width how many columns each row has
   */
  public record Side(Iterator<Object[]> rows, int width) {}

  private JoinedRows(Side left, Side right, Pairing pairing, RowBudget budget) {
    this.pairing = pairing;
    this.budget = budget;
    this.left = left;
    this.rightWidth = right.width();
    this.right = SortedRows.held(right.rows(), budget);
    for (int i = 0; i < this.right.size(); i++) {
      RowKey key = key(pairing.right(), this.right.get(i));
      if (!key.hasNull()) {
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
      }
    }
  }

  /** Returns the joined rows, the columns of the left before those of the right. */
  public static Iterator<Object[]> of(Side left, Side right, Pairing pairing, RowBudget budget) {
    JoinedRows joined = new JoinedRows(left, right, pairing, budget);
    return new PulledRows(joined::next);
  }

  private Object @Nullable [] next() {
    while (true) {
      Object[] row = nextPair();
      if (row == null) {
        row = leftAlone();
      }
      if (row != null) {
        return row;
      }
      if (!left.rows().hasNext()) {
        return rightAlone();
      }
      advance(left.rows().next());
    }
  }

  private void advance(Object[] row) {
    budget.step();
    current = row;
    currentIsPaired = false;
    RowKey key = key(pairing.left(), row);
    List<Integer> equal = key.hasNull() ? null : byKey.get(key);
    candidates = equal == null ? List.<Integer>of().iterator() : equal.iterator();
  }

  private Object @Nullable [] nextPair() {
    while (current != null && candidates.hasNext()) {
      int candidate = candidates.next();
      budget.step();
      Object[] row = concatenated(current, right.get(candidate));
      if (isTrue(row)) {
        currentIsPaired = true;
        paired.set(candidate);
        return row;
      }
    }
    return null;
  }

  private Object @Nullable [] leftAlone() {
    Object[] row = current;
    current = null;
    return row == null || currentIsPaired || !pairing.kind().keepsLeft()
        ? null
        : concatenated(row, new Object[rightWidth]);
  }

  private Object @Nullable [] rightAlone() {
    int unpaired = paired.nextClearBit(nextRight);
    if (!pairing.kind().keepsRight() || unpaired >= right.size()) {
      return null;
    }
    nextRight = unpaired + 1;
    return concatenated(new Object[left.width()], right.get(unpaired));
  }

  private boolean isTrue(Object[] row) {
    for (Scalar condition : pairing.rest()) {
      if (!Boolean.TRUE.equals(Evaluation.of(condition, row))) {
        return false;
      }
    }
    return true;
  }

  private static RowKey key(List<Scalar> keys, Object[] row) {
    return RowKey.of(keys.stream().map(key -> Evaluation.of(key, row)).toArray());
  }

  private static Object[] concatenated(Object[] a, Object[] b) {
    Object[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
