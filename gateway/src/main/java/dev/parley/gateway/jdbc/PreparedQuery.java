// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.util.List;

/** A planned statement, to be run any number of times, one at a time. */
public interface PreparedQuery {

  /** Returns the columns of its result; at least one. */
  List<ResultColumn> columns();

  /**
   * Runs it to its end.
   *
   * @throws dev.parley.protocol.error.ParleyException if it fails, is cancelled or times out
   */
  QueryResult run(RunLimits limits);

  /**
   * Makes the current run fail with CANCELLED, soon; called by another thread than {@link #run}'s.
   * Does nothing if none runs.
   */
  void cancel();
}
