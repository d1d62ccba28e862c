// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.catalog;

import dev.parley.protocol.catalog.NearestMode;
import dev.parley.protocol.sql.Typing;
import java.util.List;
import java.util.Optional;

/**
 * The union of the same-named tables of some nodes.
 *
 * @param schema {@value FederationCatalog#DEFAULT_SCHEMA}, or the name of the one node asked
 * @param name as the first node, by name, writes it
 * @param participants the nodes that have a part of it, sorted; unmodifiable
 * @param nearest how its best rows are found: in one round only if every participant allows that
 * @param columns in the order of the first node; unmodifiable, empty if there is a conflict
 * @param conflict why the parts do not fit together, if they do not
 */
public record FederatedTable(
    String schema,
    String name,
    List<Participant> participants,
    NearestMode nearest,
    List<FederatedColumn> columns,
    Optional<String> conflict) {

  public FederatedTable {
    participants = List.copyOf(participants);
    columns = List.copyOf(columns);
    if (participants.isEmpty() || columns.isEmpty() != conflict.isPresent()) {
      throw new IllegalArgumentException("Invalid federated table " + name);
    }
  }

  /** Returns the column of that name, whatever its case. */
  public Optional<FederatedColumn> column(String columnName) {
    return columns.stream().filter(c -> c.name().equalsIgnoreCase(columnName)).findFirst();
  }

  /** Returns what gives the types of expressions over its columns. */
  public Typing typing() {
    return new Typing(column -> column(column.name()).orElseThrow().type());
  }

  /** The largest number of owners that one of the participants demands. */
  public int minOwners() {
    return participants.stream().mapToInt(Participant::minOwners).max().orElse(1);
  }
}
