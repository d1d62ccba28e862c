// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import java.util.List;

/**
 * A table or view as it is in the owner's database.
 *
 * @param schema in the database's own spelling, as is {@code name}
 * @param columns in the order of the table; unmodifiable
 */
public record RealTable(String schema, String name, List<RealColumn> columns) {

  public RealTable {
    columns = List.copyOf(columns);
  }
}
