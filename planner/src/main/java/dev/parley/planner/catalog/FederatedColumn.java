// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.catalog;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Use;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A column of a federated table.
 *
 * @param name as the first node, by name, writes it
 * @param type the narrowest that holds every node's values
 * @param uniform whether every node's part is of this very type; the lengths of texts aside
 * @param nullable whether NULLs may be in it at any node
 * @param usesByNode what each owner allows; unmodifiable
 */
public record FederatedColumn(
    String name,
    ColumnType type,
    boolean uniform,
    boolean nullable,
    SortedMap<NodeId, Set<Use>> usesByNode) {

  public FederatedColumn {
    SortedMap<NodeId, Set<Use>> copy = new TreeMap<>();
    usesByNode.forEach((node, uses) -> copy.put(node, Set.copyOf(uses)));
    usesByNode = Collections.unmodifiableSortedMap(copy);
  }

  /** The uses that every owner allows. */
  public Set<Use> uses() {
    EnumSet<Use> uses = EnumSet.allOf(Use.class);
    Collection<Set<Use>> allowed = usesByNode.values();
    allowed.forEach(uses::retainAll);
    return uses;
  }

  /** The nodes whose owners forbid {@code use}, sorted. */
  public List<NodeId> forbidding(Use use) {
    return usesByNode.entrySet().stream()
        .filter(entry -> !entry.getValue().contains(use))
        .map(Map.Entry::getKey)
        .toList();
  }
}
