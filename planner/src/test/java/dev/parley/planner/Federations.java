// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Small federations to plan for. */
public final class Federations {
  /** Three nodes with the same open table of trips; west and south demand two owners. */
  public static final FederationCatalog CITY =
      of(
          node("north", "PostgreSQL 14", 1, trips()),
          node("south", "DuckDB 2", 2, trips()),
          node("west", "H2 2", 2, trips()));

  private Federations() {}

  public static FederationCatalog of(NodeCatalog... catalogs) {
    return of(List.of(), catalogs);
  }

  /** With members that have not published. */
  public static FederationCatalog of(List<String> missing, NodeCatalog... catalogs) {
    Set<NodeId> members = new LinkedHashSet<>();
    missing.forEach(name -> members.add(new NodeId(name)));
    List.of(catalogs).forEach(catalog -> members.add(catalog.node()));
    return FederationCatalog.of(members, List.of(catalogs));
  }

  public static NodeCatalog node(
      String name, String database, int minOwners, PublishedTable... tables) {
    return new NodeCatalog(new NodeId(name), 1, database, minOwners, List.of(tables));
  }

  public static PublishedTable table(String name, PublishedColumn... columns) {
    return new PublishedTable(name, List.of(), List.of(columns));
  }

  /** A column of every use, that may hold NULLs. */
  public static PublishedColumn open(String name, ColumnType type) {
    return new PublishedColumn(name, type, true, EnumSet.allOf(Use.class));
  }

  public static PublishedColumn limited(String name, ColumnType type, Use... uses) {
    return new PublishedColumn(name, type, true, Set.of(uses));
  }

  public static PublishedTable trips() {
    List<PublishedColumn> columns = new ArrayList<>();
    columns.add(new PublishedColumn("id", ColumnType.BIGINT, false, EnumSet.allOf(Use.class)));
    columns.add(open("Zone", ColumnType.VARCHAR));
    columns.add(open("fare", ColumnType.decimal(10, 2)));
    columns.add(open("tip", ColumnType.decimal(10, 2)));
    columns.add(open("riders", ColumnType.INTEGER));
    columns.add(open("big", ColumnType.decimal(38, 0)));
    columns.add(open("distance", ColumnType.DOUBLE));
    columns.add(open("night", ColumnType.BOOLEAN));
    columns.add(open("day", ColumnType.DATE));
    columns.add(open("started", ColumnType.TIMESTAMP));
    columns.add(open("secure", ColumnType.SMALLINT));
    columns.add(open("odd \"name\"", ColumnType.INTEGER));
    columns.add(limited("driver", ColumnType.VARCHAR, Use.AGGREGATE));
    columns.add(limited("wage", ColumnType.INTEGER, Use.FILTER, Use.GROUP));
    return new PublishedTable("trips", List.of("id"), columns);
  }
}
