// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** Batches of statements, of which only those can be run that give no rows, such as SET. */
final class Batches {
  private Batches() {}

  /**
   * The error of a batch that ends early.
   *
   * @param counts those of its statements, as far as they were run
   * @param failed the number of the first that was not
   */
  static BatchUpdateException failed(SQLException cause, long[] counts, int failed) {
    long[] told = counts.clone();
    Arrays.fill(told, failed, told.length, Statement.EXECUTE_FAILED);
    BatchUpdateException e =
        new BatchUpdateException(
            cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), told, cause);
    e.setNextException(cause);
    return e;
  }
}
