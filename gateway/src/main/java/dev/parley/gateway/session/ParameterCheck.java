// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses parameters that no statement could go on with. */
final class ParameterCheck {
  /** Beyond that, numbers are none of SQL's, and printing one could fill the memory. */
  private static final int MOST_DIGITS = 1000;

  private ParameterCheck() {}

  /**
   * Returns normally if there are as many values as parameters, and no number is out of all range.
   *
   * @throws ParleyException WRONG_PARAMETERS, OUT_OF_RANGE; none tells a value
   */
  static void require(List<@Nullable Object> values, int parameters) {
    if (values.size() != parameters) {
      throw new ParleyException(
          ErrorCode.WRONG_PARAMETERS,
          "The statement has %d parameters, and %d values were set"
              .formatted(parameters, values.size()),
          "Set a value for every question mark.");
    }
    for (int i = 0; i < values.size(); i++) {
      if (!isFinite(values.get(i))) {
        throw new ParleyException(
            ErrorCode.OUT_OF_RANGE,
            "Parameter %d is no number, or one of too many digits".formatted(i + 1),
            "Set a number that a column could hold.");
      }
    }
  }

  private static boolean isFinite(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    }
    return !(value instanceof Double number) || Double.isFinite(number);
  }
}
