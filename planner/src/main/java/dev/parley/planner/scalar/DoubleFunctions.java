// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

/** Powers and logarithms in double precision, with PostgreSQL's errors. */
final class DoubleFunctions {

  private DoubleFunctions() {}

  static Double exp(double value) {
    return checked(Math.exp(value), Double.isFinite(value), Double.isInfinite(value));
  }

  static Double ln(double value) {
    requireLogarithm(value);
    return Math.log(value);
  }

  static Double log10(double value) {
    requireLogarithm(value);
    return Math.log10(value);
  }

  private static void requireLogarithm(double value) {
    if (value <= 0) {
      throw DataErrors.of("Only a number above zero has a logarithm");
    }
  }

  static Double power(double base, double exponent) {
    // In C, unlike in Java, one to the power of anything is one.
    if (base == 1 || exponent == 0) {
      return 1.0;
    }
    if (base == 0 && exponent < 0) {
      throw DataErrors.of("Zero cannot be raised to a negative power");
    }
    if (base < 0 && Double.isFinite(exponent) && exponent != Math.rint(exponent)) {
      throw DataErrors.of("A negative number cannot be raised to a power that is not whole");
    }
    if (base == -1 && Double.isInfinite(exponent)) {
      return 1.0;
    }
    boolean finite = Double.isFinite(base) && Double.isFinite(exponent);
    return checked(Math.pow(base, exponent), finite, !finite || base == 0);
  }

  private static Double checked(double result, boolean finite, boolean mayVanish) {
    if ((finite && Double.isInfinite(result)) || (result == 0 && !mayVanish)) {
      throw PostgresNumeric.outOfRange("double precision");
    }
    return result;
  }
}
