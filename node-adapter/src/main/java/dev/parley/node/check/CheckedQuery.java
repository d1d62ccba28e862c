// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.node.database.GrantedTable;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.Typing;
import java.util.List;

/**
 * A sub-query that the owner's policy allows; made by {@link PolicyCheck} alone.
 *
 * @param slots in what form its numbers are to be returned; none for rows; unmodifiable
 */
public record CheckedQuery(CanonicalQuery query, GrantedTable table, List<Slot> slots) {

  public CheckedQuery {
    slots = List.copyOf(slots);
  }

  /** Returns what gives the types of the query's expressions, by the types that are published. */
  public Typing typing() {
    return new Typing(column -> table.column(column.name()).orElseThrow().published().type());
  }
}
