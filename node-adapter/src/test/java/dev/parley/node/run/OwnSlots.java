// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.check.PolicyCheck;
import dev.parley.node.database.GrantedTable;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotWidths;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Typing;
import java.util.List;

/** Checks queries with the slots that a gateway would ask for, which follow from the types. */
final class OwnSlots {

  private OwnSlots() {}

  static CheckedQuery check(AggregateQuery query, NodeId node, List<GrantedTable> tables) {
    return new PolicyCheck(node, tables).check(query, of(query, tables));
  }

  /** None for what has no type: that the check itself is to find. */
  private static List<Slot> of(AggregateQuery query, List<GrantedTable> tables) {
    GrantedTable table =
        tables.stream()
            .filter(t -> t.published().name().equalsIgnoreCase(query.table()))
            .findFirst()
            .orElseThrow();
    try {
      return SlotWidths.of(
          query.aggregations(),
          new Typing(column -> table.column(column.name()).orElseThrow().published().type()));
    } catch (ParleyException e) {
      return List.of();
    }
  }
}
