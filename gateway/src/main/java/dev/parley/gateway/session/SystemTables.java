// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.members.Federation;
import dev.parley.planner.catalog.SystemTable;
import dev.parley.planner.plan.SystemRows;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.message.HeartbeatMessage;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of Parley's own tables, as one user sees them. */
final class SystemTables implements SystemRows {
  private final Session session;

  SystemTables(Session session) {
    this.session = session;
  }

  @Override
  public Iterable<Object[]> rows(SystemTable table) {
    QueryHistory history = session.services().history();
    return switch (table) {
      case NODES -> nodes();
      case QUERIES -> history.rows(session.user());
      case QUERY_NODES -> history.nodeRows(session.user());
      case SERIES -> new Series();
      case SCHEMATA -> information().schemata();
      case TABLES -> information().tables();
      case COLUMNS -> information().columns();
    };
  }

  private InformationSchema information() {
    return new InformationSchema(session.services().defaults().federation(), session.tables());
  }

  private List<Object[]> nodes() {
    Federation federation = session.services().federation();
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
