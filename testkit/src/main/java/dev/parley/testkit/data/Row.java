// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import org.jspecify.annotations.Nullable;

/** One row; valid only until the next one is read. */
public interface Row {

  /**
   * Returns a value, or null for SQL's NULL: Boolean, Integer (for SMALLINT and INTEGER), Long,
   * BigDecimal (of the scale of the column), Double (finite), String (for CHAR and VARCHAR),
   * LocalDate, LocalTime or LocalDateTime (whole microseconds), or byte[].
   *
   * @param column from 0, in the order of {@link TableRows#columns()}
   */
  @Nullable Object value(int column);
}
