// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A made-up taxi trip.
 *
 * @param passengers null if nobody counted them
 * @param distanceHundredths in hundredths of a kilometre
 * @param tipCents null when paid cash, since nobody knows
 */
record Trip(
    long tripId,
    LocalDateTime pickupTime,
    String zone,
    @Nullable Integer passengers,
    long distanceHundredths,
    long fareCents,
    @Nullable Long tipCents,
    String payment)
    implements Row {

  @Override
  public @Nullable Object value(int column) {
    return switch (column) {
      case 0 -> tripId;
      case 1 -> pickupTime;
      case 2 -> zone;
      case 3 -> passengers;
      case 4 -> BigDecimal.valueOf(distanceHundredths, 2);
      case 5 -> BigDecimal.valueOf(fareCents, 2);
      case 6 -> tipCents == null ? null : BigDecimal.valueOf(tipCents, 2);
      case 7 -> payment;
      default -> throw new IndexOutOfBoundsException(column);
    };
  }
}
