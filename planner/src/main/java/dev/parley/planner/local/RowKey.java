// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values by which rows are found equal: 1, 1.0 and 1.00 are one value, and so are -0.0 and 0.0;
 * NULL is a value that equals itself.
 */
public record RowKey(List<Object> values) {
  private static final Object NULL = Void.class;

  /** Returns the key of {@code row}, over all of its values. */
  public static RowKey of(@Nullable Object[] row) {
    List<Object> values = new ArrayList<>(row.length);
    for (Object value : row) {
      values.add(comparable(value));
    }
    return new RowKey(values);
  }

  static Object comparable(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return comparable(number);
    }
    if (value instanceof Double number) {
      return number + 0.0;
    }
    return value == null ? NULL : value;
  }

  private static Object comparable(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    boolean isLong =
        stripped.scale() <= 0
            && stripped.precision() - stripped.scale() < Long.toString(Long.MAX_VALUE).length();
    return isLong ? (Object) stripped.longValueExact() : stripped;
  }

  boolean hasNull() {
    return values.contains(NULL);
  }
}
