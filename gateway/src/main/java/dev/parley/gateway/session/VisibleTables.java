// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.jdbc.CatalogTable;
import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.catalog.SystemTable;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.Use;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The tables that a session shows: those of the federation, those of single nodes whose owners
 * answer alone, and Parley's own.
 */
final class VisibleTables {
  private VisibleTables() {}

  static List<CatalogTable> of(FederationCatalog catalog) {
    List<CatalogTable> tables = new ArrayList<>();
    for (String schema : catalog.schemas()) {
      for (FederatedTable table : catalog.tables(schema)) {
        if (canBeAsked(table)) {
          tables.add(describe(table));
        }
      }
    }
    for (SystemTable table : SystemTable.values()) {
      tables.add(describe(table));
    }
    return tables;
  }

  private static boolean canBeAsked(FederatedTable table) {
    boolean hidden = SystemTable.schemas().stream().anyMatch(table.schema()::equalsIgnoreCase);
    boolean federated = table.schema().equals(FederationCatalog.DEFAULT_SCHEMA);
    return !hidden && table.conflict().isEmpty() && (federated || table.minOwners() == 1);
  }

  private static CatalogTable describe(FederatedTable table) {
    List<PublishedColumn> columns = table.columns().stream().map(VisibleTables::describe).toList();
    String owners =
        String.join(", ", table.participants().stream().map(p -> p.node().value()).toList());
    return new CatalogTable(table.schema(), table.name(), "of " + owners, columns);
  }

  private static PublishedColumn describe(FederatedColumn column) {
    return new PublishedColumn(column.name(), column.type(), column.nullable(), column.uses());
  }

  private static CatalogTable describe(SystemTable table) {
    List<PublishedColumn> columns =
        table.columns().stream()
            .map(c -> new PublishedColumn(c.name(), c.type(), true, EnumSet.of(Use.REVEAL)))
            .toList();
    return new CatalogTable(table.schema(), table.name(), table.remarks(), columns);
  }
}
