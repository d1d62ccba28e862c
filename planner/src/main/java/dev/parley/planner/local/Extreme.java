// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import dev.parley.planner.scalar.ValueOrder;
import org.jspecify.annotations.Nullable;

/** The least or the greatest value. */
final class Extreme implements Accumulator {
  private final int sign;
  private @Nullable Object extreme;

  /**
   * @param sign -1 for the least, 1 for the greatest
   */
  Extreme(int sign) {
    this.sign = sign;
  }

  @Override
  public void add(Object value) {
    if (extreme == null || sign * ValueOrder.INSTANCE.compare(value, extreme) > 0) {
      extreme = value;
    }
  }

  @Override
  public @Nullable Object result() {
    return extreme;
  }
}
