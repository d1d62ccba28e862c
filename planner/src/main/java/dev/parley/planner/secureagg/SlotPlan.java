// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.secureagg;

import dev.parley.planner.catalog.FederatedTable;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Aggregation.Function;
import dev.parley.protocol.sql.Expression;
import java.util.ArrayList;
import java.util.List;

/** How wide each number of an answer is. */
final class SlotPlan {
  private static final int COUNT_BITS = 64;
  private static final int PRESENCE_BITS = 32;

  /** So many rows a node's sum may have: 2^40. */
  private static final int ROW_BITS = 40;

  private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);

  private SlotPlan() {}

  /** Returns the slots for {@code aggregations} over columns of {@code table}. */
  static List<Slot> of(List<Aggregation> aggregations, FederatedTable table) {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < aggregations.size(); i++) {
      Aggregation aggregation = aggregations.get(i);
      if (aggregation.function() == Function.SUM) {
        ColumnType type = argumentType(aggregation, table);
        slots.add(new Slot(Slot.Kind.VALUE, i, type.scale(), sumBits(type)));
        slots.add(new Slot(Slot.Kind.PRESENCE, i, 0, PRESENCE_BITS));
      } else {
        slots.add(new Slot(Slot.Kind.VALUE, i, 0, COUNT_BITS));
      }
    }
    return slots;
  }

  private static ColumnType argumentType(Aggregation aggregation, FederatedTable table) {
    return aggregation
        .argument()
        .filter(Expression.Column.class::isInstance)
        .map(Expression.Column.class::cast)
        .flatMap(column -> table.column(column.name()))
        .orElseThrow(() -> new IllegalStateException("A sum of no column"))
        .type();
  }

  static int sumBits(ColumnType type) {
    int magnitude = (int) Math.ceil(type.decimalDigits() * BITS_PER_DIGIT) + ROW_BITS;
    int bits = magnitude + 1 + Slot.HEADROOM_BITS;
    return (bits + Byte.SIZE - 1) / Byte.SIZE * Byte.SIZE;
  }
}
