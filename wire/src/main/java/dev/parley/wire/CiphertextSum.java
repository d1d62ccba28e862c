// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import java.math.BigInteger;

/**
 * Addition under Paillier: the product of two ciphertexts modulo N² hides the sum of what they hide
 * (Paillier, EUROCRYPT 1999, §8). Needs no key but N.
 */
public final class CiphertextSum {
  private final BigInteger modulusSquared;

  public CiphertextSum(BigInteger modulus) {
    this.modulusSquared = modulus.multiply(modulus);
  }

  /** Returns a ciphertext of the sum modulo N of what {@code a} and {@code b} hide. */
  public BigInteger add(BigInteger a, BigInteger b) {
    return a.multiply(b).mod(modulusSquared);
  }
}
