// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.catalog.Participant;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Decides whether enough owners take part in an answer. */
public final class Participation {

  private Participation() {}

  /**
   * Returns normally if the nodes that have published {@code table} are enough.
   *
   * @param minNodes how many nodes the session is content with; empty for all
   * @throws ParleyException NODE_MISSING, TOO_FEW_OWNERS
   */
  public static void require(
      FederatedTable table, FederationCatalog catalog, OptionalInt minNodes) {
    List<NodeId> missing =
        table.schema().equals(FederationCatalog.DEFAULT_SCHEMA) ? catalog.missing() : List.of();
    int present = table.participants().size();
    if (!missing.isEmpty() && minNodes.orElse(Integer.MAX_VALUE) > present) {
      throw new ParleyException(
          ErrorCode.NODE_MISSING,
          catalog.absence(missing),
          "%s, or set minNodes to at most %d.".formatted(remedy(missing, catalog), present));
    }
    if (present < table.minOwners()) {
      throw new ParleyException(
          ErrorCode.TOO_FEW_OWNERS,
          "Table '%s' has %s here, but %s at least %d"
              .formatted(table.name(), owners(present), demand(table), table.minOwners()),
          "Ask the table of the whole federation, or have more owners join.");
    }
  }

  private static String remedy(List<NodeId> missing, FederationCatalog catalog) {
    if (catalog.isExplained(missing)) {
      return "Ask the owner for the node's keys, and the founder whether they were revoked";
    }
    return "Wait until %s running".formatted(missing.size() == 1 ? "it is" : "they are");
  }

  private static String owners(int count) {
    return count == 1 ? "1 owner" : count + " owners";
  }

  private static String demand(FederatedTable table) {
    List<NodeId> nodes =
        table.participants().stream()
            .filter(participant -> participant.minOwners() == table.minOwners())
            .map(Participant::node)
            .toList();
    return nodes.size() == 1
        ? "node %s demands".formatted(names(nodes))
        : "nodes %s demand".formatted(names(nodes));
  }

  private static String names(List<NodeId> nodes) {
    return nodes.stream().map(node -> "'" + node + "'").collect(Collectors.joining(", "));
  }
}
