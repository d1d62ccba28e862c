// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.paillier;

import java.math.BigInteger;

/**
 * Knows moduli that protect nothing. A number that passes may be weak all the same; whoever makes
 * one to be weak cannot be stopped, but harms the cloud's blindness towards its own answers only.
 */
final class WeakModulus {
  private static final int SMALL_FACTORS_BELOW = 1 << 16;
  private static final int FERMAT_STEPS = 100;
  private static final int CERTAINTY = 40;

  private WeakModulus() {}

  static boolean is(BigInteger modulus) {
    return hasSmallFactor(modulus)
        || modulus.isProbablePrime(CERTAINTY)
        || isOfCloseFactors(modulus);
  }

  private static boolean hasSmallFactor(BigInteger modulus) {
    BigInteger product = BigInteger.ONE;
    for (int factor = 3; factor < SMALL_FACTORS_BELOW; factor += 2) {
      product = product.multiply(BigInteger.valueOf(factor));
      if (product.bitLength() > modulus.bitLength()) {
        if (!product.gcd(modulus).equals(BigInteger.ONE)) {
          return true;
        }
        product = BigInteger.ONE;
      }
    }
    return !product.gcd(modulus).equals(BigInteger.ONE);
  }

  /** Fermat's method: a² - N is a square for some a just above the root of N. */
  private static boolean isOfCloseFactors(BigInteger modulus) {
    BigInteger a = modulus.sqrt();
    for (int step = 0; step < FERMAT_STEPS; step++) {
      BigInteger rest = a.multiply(a).subtract(modulus);
      if (rest.signum() >= 0) {
        BigInteger root = rest.sqrt();
        if (root.multiply(root).equals(rest)) {
          return true;
        }
      }
      a = a.add(BigInteger.ONE);
    }
    return false;
  }
}
