// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.catalog;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.NearestMode;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Unites the parts of one table. */
final class TableUnion {

  /** One node's part. */
  record Part(NodeCatalog node, PublishedTable table) {}

  private final List<Part> parts;
  private final List<FederatedColumn> columns = new ArrayList<>();
  private final List<String> conflicts = new ArrayList<>();

  private TableUnion(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * Unites {@code parts}, which are sorted by node.
   *
   * @return a table whose conflict tells every column that does not fit
   */
  static FederatedTable of(String schema, List<Part> parts) {
    TableUnion union = new TableUnion(parts);
    union.addColumns();
    List<Participant> participants =
        parts.stream()
            .map(Part::node)
            .map(node -> new Participant(node.node(), node.database(), node.minOwners()))
            .toList();
    boolean fits = union.conflicts.isEmpty();
    return new FederatedTable(
        schema,
        parts.get(0).table().name(),
        participants,
        union.nearest(),
        fits ? union.columns : List.of(),
        fits ? Optional.empty() : Optional.of(String.join("; ", union.conflicts)));
  }

  private NearestMode nearest() {
    return parts.stream().allMatch(part -> part.table().nearest() == NearestMode.LOCAL)
        ? NearestMode.LOCAL
        : NearestMode.PRIVATE;
  }

  private void addColumns() {
    List<String> names = new ArrayList<>();
    for (Part part : parts) {
      for (PublishedColumn column : part.table().columns()) {
        if (names.stream().noneMatch(column.name()::equalsIgnoreCase)) {
          names.add(column.name());
        }
      }
    }
    names.forEach(this::addColumn);
  }

  private void addColumn(String name) {
    SortedMap<NodeId, PublishedColumn> byNode = new TreeMap<>();
    List<String> lacking = new ArrayList<>();
    for (Part part : parts) {
      NodeId node = part.node().node();
      part.table()
          .column(name)
          .ifPresentOrElse(column -> byNode.put(node, column), () -> lacking.add(node.value()));
    }
    Optional<ColumnType> type = widest(byNode);
    if (!lacking.isEmpty()) {
      conflicts.add("column '%s' is missing at %s".formatted(name, String.join(", ", lacking)));
    } else if (type.isEmpty()) {
      List<String> types = new ArrayList<>();
      byNode.forEach((node, column) -> types.add(column.type() + " at " + node));
      conflicts.add("column '%s' is %s".formatted(name, String.join(", ", types)));
    } else {
      columns.add(united(name, type.get(), byNode));
    }
  }

  private static FederatedColumn united(
      String name, ColumnType type, SortedMap<NodeId, PublishedColumn> byNode) {
    SortedMap<NodeId, Set<Use>> uses = new TreeMap<>();
    byNode.forEach((node, column) -> uses.put(node, column.uses()));
    boolean nullable = byNode.values().stream().anyMatch(PublishedColumn::nullable);
    boolean uniform = byNode.values().stream().allMatch(column -> isLike(column.type(), type));
    return new FederatedColumn(name, type, uniform, nullable, uses);
  }

  private static boolean isLike(ColumnType part, ColumnType whole) {
    return part.equals(whole) || (part.isText() && part.kind() == whole.kind());
  }

  private static Optional<ColumnType> widest(SortedMap<NodeId, PublishedColumn> byNode) {
    Optional<ColumnType> widest = Optional.empty();
    for (PublishedColumn column : byNode.values()) {
      Optional<ColumnType> next =
          widest.isEmpty() ? Optional.of(column.type()) : widest.get().widen(column.type());
      if (next.isEmpty()) {
        return next;
      }
      widest = next;
    }
    return widest;
  }
}
