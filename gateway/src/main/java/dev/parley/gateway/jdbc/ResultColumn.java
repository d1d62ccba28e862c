// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.catalog.ColumnType;

/**
 * A column of a result.
 *
 * @param label as the query wrote it
 * @param schema of the table it comes from; empty if it is computed
 * @param table the table it comes from; empty if it is computed
 */
public record ResultColumn(
    String label, ColumnType type, boolean nullable, String schema, String table) {

  /** Describes a computed column. */
  public static ResultColumn computed(String label, ColumnType type) {
    return new ResultColumn(label, type, true, "", "");
  }
}
