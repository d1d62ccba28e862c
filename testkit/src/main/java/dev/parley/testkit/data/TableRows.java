// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import java.sql.SQLException;
import java.util.List;

/** The rows of one table of one owner, which are never all in memory at once. */
public interface TableRows {

  /** The table's name, as its owner writes it. */
  String table();

  /** The columns in their order; unmodifiable. */
  List<TableColumn> columns();

  /** Pairs of columns, x and y of places, that get an index where the database has such. */
  default List<Places> places() {
    return List.of();
  }

  /** Names of two columns of doubles. */
  record Places(String x, String y) {}

  /**
   * Hands over every row, the same ones at each call.
   *
   * @throws SQLException only if the sink does
   * @throws dev.parley.protocol.error.ParleyException with {@code INVALID_DATA} if rows cannot be
   *     read
   */
  void forEach(RowSink sink) throws SQLException;
}
