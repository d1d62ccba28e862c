// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives opened values the types of their columns. */
record OpenedValues(List<ResultColumn> columns) {

  /**
   * Returns the values of one row.
   *
   * @throws ParleyException OUT_OF_RANGE
   */
  Object[] fitted(Object[] row) {
    if (row.length != columns.size()) {
      throw new IllegalArgumentException(
          "Invalid opened row: %d values for %d columns".formatted(row.length, columns.size()));
    }
    Object[] fitted = new Object[row.length];
    for (int i = 0; i < row.length; i++) {
      fitted[i] = fitted(columns.get(i).type(), row[i]);
    }
    return fitted;
  }

  /** A sum of integers is opened as a decimal, and is a BIGINT if it fits. */
  private static @Nullable Object fitted(ColumnType type, @Nullable Object value) {
    if (!type.isInteger() || !(value instanceof BigDecimal sum)) {
      return value;
    }
    try {
      return sum.longValueExact();
    } catch (ArithmeticException e) {
      throw new ParleyException(
          ErrorCode.OUT_OF_RANGE,
          "A sum is out of the range of type bigint",
          "Ask for the sums of smaller groups.",
          e);
    }
  }
}
