// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.jdbc.CatalogTable;
import dev.parley.gateway.members.Federation;
import dev.parley.planner.catalog.SystemTable;
import dev.parley.planner.plan.SystemRows;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.message.HeartbeatMessage;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of Parley's own tables, as one user sees them. */
final class SystemTables implements SystemRows {
  private final Federation federation;
  private final QueryHistory history;
  private final String user;

  SystemTables(Federation federation, QueryHistory history, String user) {
    this.federation = federation;
    this.history = history;
    this.user = user;
  }

  @Override
  public List<Object[]> rows(SystemTable table) {
    return switch (table) {
      case NODES -> nodes();
      case QUERIES -> history.rows(user);
    };
  }

  /** Describes these tables to JDBC's metadata. */
  static List<CatalogTable> describe() {
    List<CatalogTable> tables = new ArrayList<>();
    for (SystemTable table : SystemTable.values()) {
      List<PublishedColumn> columns =
          table.columns().stream()
              .map(c -> new PublishedColumn(c.name(), c.type(), true, EnumSet.of(Use.REVEAL)))
              .toList();
      tables.add(new CatalogTable(SystemTable.SCHEMA, table.name(), "of this gateway", columns));
    }
    return tables;
  }

  private List<Object[]> nodes() {
    List<Object[]> rows = new ArrayList<>();
    List<NodeCatalog> catalogs = federation.catalogs();
    for (NodeId node :
        federation.manifest().nodes().stream().map(identity -> identity.node()).toList()) {
      Optional<HeartbeatMessage> heartbeat = federation.heartbeat(node);
      Optional<NodeCatalog> catalog =
          catalogs.stream().filter(c -> c.node().equals(node)).findFirst();
      rows.add(
          new @Nullable Object[] {
            node.value(),
            federation.isOnline(node) ? "online" : "offline",
            heartbeat.map(h -> LocalDateTime.ofInstant(h.at(), ZoneOffset.UTC)).orElse(null),
            catalog.map(NodeCatalog::database).orElse(null),
            heartbeat.map(HeartbeatMessage::version).orElse(null)
          });
    }
    return rows;
  }
}
