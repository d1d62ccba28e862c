// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.render.Overlaps;
import dev.parley.node.run.Group;
import dev.parley.node.run.Group.Measure;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.BestQuery;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Turns a group's measures into the fixed-point integers that its slots ask for.
 *
 * @param sums one for each aggregate
 */
record SlotValues(List<Slot> slots, List<FixedPointSum> sums, Withholding withholding) {

  static SlotValues of(CheckedQuery checked) {
    if (checked.query() instanceof BestQuery) {
      return new SlotValues(checked.slots(), List.of(), new Withholding(1, false));
    }
    if (!(checked.query() instanceof AggregateQuery query)) {
      throw new IllegalArgumentException("Invalid query: rows have no slots");
    }
    List<FixedPointSum> sums = new ArrayList<>();
    for (int i = 0; i < query.aggregations().size(); i++) {
      sums.add(FixedPointSum.of(checked, query.aggregations().get(i), i));
    }
    return new SlotValues(
        checked.slots(),
        sums,
        new Withholding(
            checked.table().minRows() * Overlaps.most(checked), !query.groupBy().isEmpty()));
  }

  /**
   * Returns the numbers of a group in the order of its slots, but for the check slot: that this
   * node reports it, whether it withholds it, and what each slot asks for.
   *
   * @throws ParleyException OUT_OF_RANGE, if a value does not fit its slots
   */
  List<BigInteger> of(Group group) {
    List<BigInteger> values = new ArrayList<>();
    values.add(BigInteger.ONE);
    if (withholding.withholds(group)) {
      values.add(BigInteger.ONE);
      values.addAll(Collections.nCopies(slots.size(), BigInteger.ZERO));
      return values;
    }
    values.add(BigInteger.ZERO);
    List<List<BigInteger>> limbs = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      limbs.add(sums.get(i).limbs(group.measures().get(i)));
    }
    for (Slot slot : slots) {
      values.add(
          slot.kind() == Slot.Kind.VALUE
              ? limbs.get(slot.aggregation()).get(slot.limb())
              : presence(group.measures().get(slot.aggregation())));
    }
    return values;
  }

  private static BigInteger presence(Measure measure) {
    return measure.value().isPresent() ? BigInteger.ONE : BigInteger.ZERO;
  }
}
