// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.jdbc.CatalogTable;
import dev.parley.gateway.jdbc.PreparedQuery;
import dev.parley.gateway.jdbc.UserSession;
import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.plan.Plan;
import dev.parley.protocol.catalog.PublishedColumn;
import java.util.ArrayList;
import java.util.List;

/** One user's session. */
final class Session implements UserSession {
  private final QueryServices services;
  private final String user;
  private final SessionOptions options;

  Session(QueryServices services, String user, SessionOptions options) {
    this.services = services;
    this.user = user;
    this.options = options;
  }

  @Override
  public PreparedQuery prepare(String sql) {
    Plan plan = services.planner().plan(sql, services.catalog(), options.plan());
    return new PlannedQuery(services, plan, user, options);
  }

  @Override
  public List<CatalogTable> tables() {
    FederationCatalog catalog = services.catalog();
    List<CatalogTable> tables = new ArrayList<>();
    for (FederatedTable table : catalog.tables()) {
      if (table.conflict().isEmpty()) {
        tables.add(describe(table));
      }
    }
    tables.addAll(SystemTables.describe());
    return tables;
  }

  private static CatalogTable describe(FederatedTable table) {
    List<PublishedColumn> columns = table.columns().stream().map(Session::describe).toList();
    String owners =
        String.join(", ", table.participants().stream().map(p -> p.node().value()).toList());
    return new CatalogTable(CatalogTable.FEDERATION, table.name(), "of " + owners, columns);
  }

  private static PublishedColumn describe(FederatedColumn column) {
    return new PublishedColumn(column.name(), column.type(), column.nullable(), column.uses());
  }

  @Override
  public void close() {
    // nothing is held: queries end with their statements
  }
}
