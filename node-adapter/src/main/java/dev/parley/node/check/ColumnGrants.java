// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.GrantedTable.GrantedColumn;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.Expression;

/** Says of each column of one table whether a use of it is allowed. */
record ColumnGrants(NodeId node, GrantedTable table) {

  /**
   * Returns the column, if it may be used so.
   *
   * @throws ParleyException if there is no such column, or its owner forbids that use
   */
  GrantedColumn require(Expression.Column column, Use use) {
    GrantedColumn granted =
        table
            .column(column.name())
            .orElseThrow(
                () ->
                    new ParleyException(
                        ErrorCode.UNKNOWN_COLUMN,
                        "Node '%s' publishes no column '%s' of table '%s'"
                            .formatted(node, column.name(), table.published().name()),
                        "Look at INFORMATION_SCHEMA.COLUMNS for those that there are."));
    if (!granted.published().uses().contains(use)) {
      throw new ParleyException(
          ErrorCode.USE_FORBIDDEN,
          "Node '%s' does not allow column '%s' of table '%s' to be used for: %s"
              .formatted(node, column.name(), table.published().name(), use.word()),
          "Ask without it, or ask the data owner to allow it.");
    }
    return granted;
  }

  /** Returns an error about something that this version of a node does not do. */
  ParleyException notSupported(String what) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        "Node '%s' does not support %s".formatted(node, what),
        "Write the query another way.");
  }

  ParleyException mismatch(String what) {
    return new ParleyException(
        ErrorCode.TYPE_MISMATCH,
        "Node '%s' cannot compare %s in table '%s'".formatted(node, what, table.published().name()),
        "Compare values of like types.");
  }
}
