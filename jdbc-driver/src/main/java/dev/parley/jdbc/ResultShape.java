// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a client asks of results. There is one kind: read forward, read only. Whoever asks for
 * another gets that one, with a warning, as JDBC has it.
 */
final class ResultShape {
  private ResultShape() {}

  /** Warns of what the type of results will not be. */
  static void requireType(int type, Warnings warnings) throws SQLException {
    if (type == ResultSet.TYPE_SCROLL_INSENSITIVE || type == ResultSet.TYPE_SCROLL_SENSITIVE) {
      warnings.add("Results are read forward only", SqlErrors.NOT_SUPPORTED);
    } else if (type != ResultSet.TYPE_FORWARD_ONLY) {
      throw unknown("type of results");
    }
  }

  /** Warns of what the concurrency of results will not be. */
  static void requireConcurrency(int concurrency, Warnings warnings) throws SQLException {
    if (concurrency == ResultSet.CONCUR_UPDATABLE) {
      warnings.add("Results are read only", SqlErrors.NOT_SUPPORTED);
    } else if (concurrency != ResultSet.CONCUR_READ_ONLY) {
      throw unknown("concurrency of results");
    }
  }

  static void requireHoldability(int holdability) throws SQLException {
    if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT
        && holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
      throw unknown("holdability of results");
    }
  }

  private static SQLException unknown(String what) {
    return SqlErrors.invalidValue("There is no such " + what, "Use a constant of ResultSet.");
  }
}
