// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.run.Group;
import dev.parley.node.run.Group.Measure;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.Slot;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Turns a group's measures into the fixed-point integers that its slots ask for. */
record SlotValues(NodeId node, CheckedQuery checked, Withholding withholding) {

  /**
   * Returns the numbers of a group in the order of its slots, but for the check slot: that this
   * node reports it, whether it withholds it, and what each slot asks for.
   *
   * @throws ParleyException with {@link ErrorCode#OUT_OF_RANGE} if a value does not fit its slot
   */
  List<BigInteger> of(Group group) {
    boolean withheld = withholding.withholds(group);
    List<BigInteger> values = new ArrayList<>();
    values.add(BigInteger.ONE);
    values.add(withheld ? BigInteger.ONE : BigInteger.ZERO);
    for (Slot slot : checked.slots()) {
      values.add(
          withheld ? BigInteger.ZERO : value(slot, group.measures().get(slot.aggregation())));
    }
    return values;
  }

  private BigInteger value(Slot slot, Measure measure) {
    if (slot.kind() == Slot.Kind.PRESENCE) {
      return measure.value().isPresent() ? BigInteger.ONE : BigInteger.ZERO;
    }
    BigDecimal value = measure.value().orElse(BigDecimal.ZERO).stripTrailingZeros();
    if (value.scale() > slot.scale()) {
      throw doesNotFit(slot);
    }
    BigInteger fixedPoint = value.setScale(slot.scale()).unscaledValue();
    if (fixedPoint.bitLength() > slot.magnitudeBits()) {
      throw doesNotFit(slot);
    }
    return fixedPoint;
  }

  private ParleyException doesNotFit(Slot slot) {
    return new ParleyException(
        ErrorCode.OUT_OF_RANGE,
        "%s does not fit its type at node '%s'"
            .formatted(checked.query().aggregations().get(slot.aggregation()).toSql(), node),
        "Ask for fewer rows, or for a column of a smaller type.");
  }
}
