// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.catalog.PublishedColumn;
import java.util.List;

/**
 * A table as a session shows it.
 *
 * @param schema {@link #FEDERATION}, {@link #SYSTEM}, or the name of a node
 * @param remarks a line for people; may be empty
 * @param columns in the order of the table; unmodifiable
 */
public record CatalogTable(
    String schema, String name, String remarks, List<PublishedColumn> columns) {
  /** The schema of federated tables, and the default. */
  public static final String FEDERATION = "FEDERATION";

  /** The schema of Parley's own tables. */
  public static final String SYSTEM = "PARLEY";

  public CatalogTable {
    columns = List.copyOf(columns);
  }
}
