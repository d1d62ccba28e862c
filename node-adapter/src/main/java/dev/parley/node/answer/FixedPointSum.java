// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.run.Group.Measure;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.FixedPoint;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.Aggregation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/**
 * One aggregate's value as an integer spread over its slots: exact, or for sums of DOUBLE rounded
 * to the scale of the slots, as long as that loses next to nothing.
 *
 * @param approximate whether the aggregate's argument is a DOUBLE
 */
record FixedPointSum(Aggregation aggregation, boolean approximate, FixedPoint slots) {
  /** Far less than what sums of doubles may be off by. */
  private static final BigDecimal MAX_RELATIVE_LOSS = new BigDecimal("1e-13");

  static FixedPointSum of(CheckedQuery checked, Aggregation aggregation, int position) {
    boolean approximate =
        aggregation.isSum()
            && aggregation
                .argument()
                .filter(x -> checked.typing().of(x).kind() == Kind.DOUBLE)
                .isPresent();
    List<Slot> limbs =
        checked.slots().stream()
            .filter(s -> s.kind() == Slot.Kind.VALUE && s.aggregation() == position)
            .sorted(Comparator.comparingInt(Slot::limb))
            .toList();
    return new FixedPointSum(aggregation, approximate, new FixedPoint(limbs));
  }

  /**
   * Returns a number for each limb, the least digits first; zeros for NULL.
   *
   * @throws ParleyException OUT_OF_RANGE, if the value does not fit
   */
  List<BigInteger> limbs(Measure measure) {
    BigDecimal value = measure.value().orElse(BigDecimal.ZERO);
    return slots.split(integer(value)).orElseThrow(this::tooLarge);
  }

  private BigInteger integer(BigDecimal value) {
    int scale = slots.limbs().get(0).scale();
    BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_EVEN);
    BigDecimal loss = value.subtract(rounded).abs();
    BigDecimal mostLoss = approximate ? value.abs().multiply(MAX_RELATIVE_LOSS) : BigDecimal.ZERO;
    if (loss.compareTo(mostLoss) > 0) {
      throw tooFine();
    }
    return rounded.unscaledValue();
  }

  private ParleyException tooLarge() {
    return new ParleyException(
        ErrorCode.OUT_OF_RANGE,
        "At an owner a value does not fit its type: " + aggregation.toSql(),
        "Ask for fewer rows, or for a column of a smaller type.");
  }

  private ParleyException tooFine() {
    return new ParleyException(
        ErrorCode.OUT_OF_RANGE,
        "At an owner a value has too many digits after the point: " + aggregation.toSql(),
        "Multiply what is added up by a constant.");
  }
}
