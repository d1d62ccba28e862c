// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.catalog.SystemTable;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractSchema;

/**
 * A federation's catalog as Calcite sees it; names are found in any case.
 *
 * @param catalog what it shows
 */
public record CatalogView(FederationCatalog catalog, CalciteSchema root) {

  /** Makes the view of {@code catalog}. */
  public static CatalogView of(FederationCatalog catalog) {
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    for (String schema : catalog.schemas()) {
      CalciteSchema calcite = root.add(schema, new AbstractSchema());
      for (FederatedTable table : catalog.tables(schema)) {
        calcite.add(table.name(), new FederatedRelation(table));
      }
    }
    // Last, so that no node can stand in for one of them by its name.
    for (String schema : SystemTable.schemas()) {
      addSystemTables(schema, root.add(schema, new AbstractSchema()));
    }
    return new CatalogView(catalog, root);
  }

  private static void addSystemTables(String name, CalciteSchema schema) {
    for (SystemTable table : SystemTable.values()) {
      if (table.schema().equals(name)) {
        schema.add(table.name(), new SystemRelation(table));
      }
    }
  }

  CalciteCatalogReader reader(RelDataTypeFactory types) {
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
    return new CalciteCatalogReader(
        root,
        List.of(FederationCatalog.DEFAULT_SCHEMA),
        types,
        new CalciteConnectionConfigImpl(properties));
  }
}
