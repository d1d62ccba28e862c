// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.GrantedTable.GrantedColumn;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.Expression;

/** Says of each column of one table whether a use of it is allowed. */
record ColumnGrants(NodeId node, GrantedTable table) {

  /**
   * Confirms that the column may be used so.
   *
   * @throws ParleyException if there is no such column, or its owner forbids that use
   */
  void require(Expression.Column column, Use use) {
    if (!granted(column).published().uses().contains(use)) {
      throw new ParleyException(
          ErrorCode.USE_FORBIDDEN,
          "Node '%s' does not allow column '%s' of table '%s' to be used for: %s"
              .formatted(node, column.name(), table.published().name(), use.word()),
          "Ask without it, or ask the data owner to allow it.");
    }
  }

  /**
   * Returns the published type of the column.
   *
   * @throws ParleyException if there is no such column
   */
  ColumnType type(Expression.Column column) {
    return granted(column).published().type();
  }

  private GrantedColumn granted(Expression.Column column) {
    return table
        .column(column.name())
        .orElseThrow(
            () ->
                new ParleyException(
                    ErrorCode.UNKNOWN_COLUMN,
                    "Node '%s' publishes no column '%s' of table '%s'"
                        .formatted(node, column.name(), table.published().name()),
                    "Look at INFORMATION_SCHEMA.COLUMNS for those that there are."));
  }
}
