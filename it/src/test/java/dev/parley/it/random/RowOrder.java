// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some order of rows: by what is exact first, then by what is approximate. */
final class RowOrder implements Comparator<List<@Nullable Object>> {
  private final List<Tolerance> tolerances;
  private final boolean anyScale;

  /**
   * @param anyScale whether zeros at the end of exact numbers do not matter
   */
  RowOrder(List<Tolerance> tolerances, boolean anyScale) {
    this.tolerances = tolerances;
    this.anyScale = anyScale;
  }

  @Override
  public int compare(List<@Nullable Object> one, List<@Nullable Object> other) {
    int exact = compareSome(one, other, true);
    return exact != 0 ? exact : compareSome(one, other, false);
  }

  private int compareSome(
      List<@Nullable Object> one, List<@Nullable Object> other, boolean exactly) {
    for (int i = 0; i < one.size(); i++) {
      if (tolerances.get(i).isExact() == exactly) {
        int compared = compareValues(one.get(i), other.get(i));
        if (compared != 0) {
          return compared;
        }
      }
    }
    return 0;
  }

  private int compareValues(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      return Boolean.compare(one == null, other == null);
    }
    if (one instanceof Double a && other instanceof Double b) {
      return a.doubleValue() == b.doubleValue() ? 0 : a.compareTo(b);
    }
    if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
      int compared = a.compareTo(b);
      return compared != 0 || anyScale ? compared : Integer.compare(a.scale(), b.scale());
    }
    return one.toString().compareTo(other.toString());
  }
}
