// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.catalog.PublishedColumn;
import java.util.List;

/**
 * A table as a session shows it.
 *
 * @param schema {@link #FEDERATION}, the name of a node, or a schema of Parley's own tables
 * @param remarks a line for people; may be empty
 * @param columns in the order of the table; unmodifiable
 */
public record CatalogTable(
    String schema, String name, String remarks, List<PublishedColumn> columns) {
  /** The schema of federated tables, and the default. */
  public static final String FEDERATION = "FEDERATION";

  public CatalogTable {
    columns = List.copyOf(columns);
  }
}
