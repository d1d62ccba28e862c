// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import dev.parley.protocol.catalog.ColumnType;

/**
 * A column of a table that is to be loaded.
 *
 * @param name as its owner writes it
 */
public record TableColumn(String name, ColumnType type) {

  public TableColumn {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("Invalid column: no name");
    }
  }
}
