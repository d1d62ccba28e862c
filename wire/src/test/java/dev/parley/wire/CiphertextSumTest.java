// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CiphertextSumTest {
  private static final BigInteger P = BigInteger.valueOf(1_000_003);
  private static final BigInteger Q = BigInteger.valueOf(1_000_033);
  private static final BigInteger N = P.multiply(Q);
  private static final BigInteger N_SQUARED = N.multiply(N);
  private static final BigInteger TOTIENT =
      P.subtract(BigInteger.ONE).multiply(Q.subtract(BigInteger.ONE));

  /** Paillier's scheme from the paper, under a toy key. */
  @Test
  void productHidesTheSumModuloN() {
    CiphertextSum sum = new CiphertextSum(N);
    Random random = new Random(20260102);
    for (int i = 0; i < 200; i++) {
      BigInteger a = new BigInteger(60, random).mod(N);
      BigInteger b = new BigInteger(60, random).mod(N);

      BigInteger hidden = sum.add(encrypt(a, random), encrypt(b, random));

      assertThat(decrypt(hidden)).isEqualTo(a.add(b).mod(N));
      assertThat(hidden).isLessThan(N_SQUARED);
    }
  }

  @Test
  void fixedWidthBytesKeepEveryInteger() {
    for (int bits = 0; bits < 80; bits++) {
      BigInteger value = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
      byte[] bytes = UnsignedBytes.of(value, 10);
      assertThat(bytes).hasSize(10);
      assertThat(UnsignedBytes.toInteger(bytes)).isEqualTo(value);
    }
    assertThatThrownBy(() -> UnsignedBytes.of(BigInteger.ONE.shiftLeft(80), 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BigInteger encrypt(BigInteger plaintext, Random random) {
    BigInteger noise = new BigInteger(30, random).add(BigInteger.TWO);
    return N.add(BigInteger.ONE)
        .modPow(plaintext, N_SQUARED)
        .multiply(noise.modPow(N, N_SQUARED))
        .mod(N_SQUARED);
  }

  private static BigInteger decrypt(BigInteger ciphertext) {
    return ciphertext
        .modPow(TOTIENT, N_SQUARED)
        .subtract(BigInteger.ONE)
        .divide(N)
        .multiply(TOTIENT.modInverse(N))
        .mod(N);
  }
}
