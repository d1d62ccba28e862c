// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.catalog;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.catalog.PublishedTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a federation can be asked; unmodifiable. */
public final class FederationCatalog {
  /** The schema whose tables unite the nodes' tables. */
  public static final String DEFAULT_SCHEMA = "FEDERATION";

  private final SortedSet<NodeId> missing;
  private final SortedMap<String, List<FederatedTable>> schemas;
  private final Map<NodeId, String> reasons;

  private FederationCatalog(
      SortedSet<NodeId> missing,
      SortedMap<String, List<FederatedTable>> schemas,
      Map<NodeId, String> reasons) {
    this.missing = missing;
    this.schemas = schemas;
    this.reasons = Map.copyOf(reasons);
  }

  /**
   * Unites what nodes have published.
   *
   * @param members all nodes of the federation
   * @param catalogs at most one of each node; those of strangers are left out
   */
  public static FederationCatalog of(Set<NodeId> members, List<NodeCatalog> catalogs) {
    List<NodeCatalog> published =
        catalogs.stream()
            .filter(catalog -> members.contains(catalog.node()))
            .sorted(Comparator.comparing(NodeCatalog::node))
            .toList();
    SortedSet<NodeId> missing = new TreeSet<>(members);
    published.forEach(catalog -> missing.remove(catalog.node()));

    SortedMap<String, List<FederatedTable>> schemas = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    missing.forEach(node -> schemas.put(node.value(), List.of()));
    published.forEach(catalog -> schemas.put(catalog.node().value(), tablesOf(catalog)));
    schemas.put(DEFAULT_SCHEMA, united(published));
    return new FederationCatalog(missing, schemas, Map.of());
  }

  /**
   * Returns the same, with what is known of why members are missing.
   *
   * @param why as it goes on after a node's name
   */
  public FederationCatalog explained(Map<NodeId, String> why) {
    Map<NodeId, String> ofMissing = new TreeMap<>(why);
    ofMissing.keySet().retainAll(missing);
    return new FederationCatalog(missing, schemas, ofMissing);
  }

  private static List<FederatedTable> tablesOf(NodeCatalog catalog) {
    return catalog.tables().stream()
        .map(t -> TableUnion.of(catalog.node().value(), List.of(new TableUnion.Part(catalog, t))))
        .toList();
  }

  private static List<FederatedTable> united(List<NodeCatalog> published) {
    Map<String, List<TableUnion.Part>> parts = new TreeMap<>();
    for (NodeCatalog catalog : published) {
      for (PublishedTable table : catalog.tables()) {
        parts
            .computeIfAbsent(table.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
            .add(new TableUnion.Part(catalog, table));
      }
    }
    return parts.values().stream().map(p -> TableUnion.of(DEFAULT_SCHEMA, p)).toList();
  }

  /** The members that have never published a catalog, sorted. */
  public List<NodeId> missing() {
    return List.copyOf(missing);
  }

  /** Says, for people, that {@code nodes}, which are missing, are, and why if that is known. */
  public String absence(List<NodeId> nodes) {
    String names = nodes.stream().map(node -> "'" + node + "'").collect(Collectors.joining(", "));
    String why =
        nodes.stream()
            .filter(reasons::containsKey)
            .map(node -> "; '%s' %s".formatted(node, reasons.get(node)))
            .collect(Collectors.joining());
    return nodes.size() == 1
        ? "Node %s has not published its tables%s".formatted(names, why)
        : "Nodes %s have not published their tables%s".formatted(names, why);
  }

  /** Whether it is known of one of {@code nodes}, which are missing, why it is. */
  public boolean isExplained(List<NodeId> nodes) {
    return nodes.stream().anyMatch(reasons::containsKey);
  }

  /** The united tables, sorted by name. */
  public List<FederatedTable> tables() {
    return schemas.getOrDefault(DEFAULT_SCHEMA, List.of());
  }

  /** The schemas by name, in any case: the default one and one per member. */
  public List<String> schemas() {
    return List.copyOf(schemas.keySet());
  }

  /** The tables of a schema; empty if there is no such schema. */
  public List<FederatedTable> tables(String schema) {
    return schemas.getOrDefault(schema, List.of());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FederationCatalog catalog
        && missing.equals(catalog.missing)
        && reasons.equals(catalog.reasons)
        && schemas.equals(catalog.schemas);
  }

  @Override
  public int hashCode() {
    return Objects.hash(missing, schemas, reasons);
  }
}
