// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.spatial;

import java.math.BigDecimal;

/** What coordinates may be, and how they are spelt. */
final class Coordinates {

  private Coordinates() {}

  static void require(double coordinate) {
    if (!(Math.abs(coordinate) <= Point.LARGEST)) {
      throw new IllegalArgumentException("Invalid coordinate: want a number up to 1e150");
    }
  }

  static void requireSrid(int srid) {
    if (srid < 0 || srid > Geometry.MAX_SRID) {
      throw new IllegalArgumentException(
          "Invalid SRID: want 0 to %d, got %d".formatted(Geometry.MAX_SRID, srid));
    }
  }

  /** The shortest decimal that is read as {@code coordinate}, without an exponent. */
  static String text(double coordinate) {
    BigDecimal shortest = BigDecimal.valueOf(coordinate);
    return shortest.signum() == 0 ? "0" : shortest.stripTrailingZeros().toPlainString();
  }
}
