// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * A real Paillier key with g = N + 1 (EUROCRYPT 1999, §4), for tests that check what merging does.
 */
final class TestPaillier {
  private final SecureRandom random = new SecureRandom();
  private final BigInteger n;
  private final BigInteger nSquared;
  private final BigInteger lambda;

  TestPaillier(int bits) {
    BigInteger p = prime(bits / 2);
    BigInteger q = prime(bits - bits / 2);
    this.n = p.multiply(q);
    this.nSquared = n.multiply(n);
    this.lambda = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
  }

  /** Returns a prime whose two top bits are set, so that a product of two has full length. */
  private BigInteger prime(int bits) {
    BigInteger prime = BigInteger.probablePrime(bits, random);
    while (!prime.testBit(bits - 2)) {
      prime = BigInteger.probablePrime(bits, random);
    }
    return prime;
  }

  BigInteger modulus() {
    return n;
  }

  BigInteger encrypt(long value) {
    BigInteger noise = new BigInteger(n.bitLength() - 1, random).modPow(n, nSquared);
    return BigInteger.ONE.add(n.multiply(BigInteger.valueOf(value))).multiply(noise).mod(nSquared);
  }

  long decrypt(BigInteger ciphertext) {
    BigInteger x = ciphertext.modPow(lambda, nSquared).subtract(BigInteger.ONE).divide(n);
    return x.multiply(lambda.modInverse(n)).mod(n).longValueExact();
  }
}
