// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A table as its owner publishes it.
 *
 * @param name as the owner writes it; compared without regard to case; 1 to 128 characters
 * @param key names of the columns by which ties are broken; may be empty
 * @param nearest how its best rows may be found
 * @param columns in the order of the table; unmodifiable
 */
public record PublishedTable(
    String name, List<String> key, NearestMode nearest, List<PublishedColumn> columns) {

  /** A table whose best rows are found in private. */
  public PublishedTable(String name, List<String> key, List<PublishedColumn> columns) {
    this(name, key, NearestMode.PRIVATE, columns);
  }

  public PublishedTable {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
    PublishedName.require(name, "table");
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("Invalid table: no columns");
    }
  }

  /** Returns the column of that name, whatever its case. */
  public Optional<PublishedColumn> column(String columnName) {
    return columns.stream().filter(c -> c.name().equalsIgnoreCase(columnName)).findFirst();
  }
}
