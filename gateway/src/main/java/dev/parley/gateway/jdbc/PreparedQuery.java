// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.catalog.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A prepared statement, to be run any number of times, one at a time. */
public interface PreparedQuery {

  /** Returns the columns of its result; none if it gives no rows, as SET does. */
  List<ResultColumn> columns();

  /** Returns the types of its parameters, in order. */
  List<ColumnType> parameters();

  /**
   * Runs it to its end.
   *
   * @param parameters a value for each parameter: Long for whole numbers, BigDecimal, Double,
   *     String, Boolean, LocalDate, LocalTime, LocalDateTime, Octets or null; a text stands for a
   *     value of any type
   * @throws dev.parley.protocol.error.ParleyException if it fails, is cancelled or times out
   */
  QueryResult run(List<@Nullable Object> parameters, RunLimits limits);

  /**
   * Makes the current run fail with CANCELLED, soon, and the rows of the latest run no more; called
   * by another thread than {@link #run}'s. Does nothing if there is nothing to cancel.
   */
  void cancel();
}
