// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.paillier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaillierSchemeTest {
  /** Primes from a fixed seed: good for tests of the public half, and for nothing else. */
  private static final BigInteger P = BigInteger.probablePrime(1024, new Random(1));

  private static final BigInteger Q = BigInteger.probablePrime(1024, new Random(2));
  private static final PaillierKey KEY = new PaillierKey(P.multiply(Q));
  private static final BigInteger N_SQUARED = KEY.modulus().pow(2);

  private final PaillierScheme scheme = PaillierScheme.of(KEY);

  @Test
  void ciphertextsOfEqualPlaintextsDifferAndAreValid() {
    Set<BigInteger> ciphertexts = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      ciphertexts.add(scheme.encrypt(BigInteger.ZERO));
    }

    assertThat(ciphertexts).hasSize(10).allMatch(scheme::isValid);
  }

  @Test
  void valuesThatNoEncryptionGivesAreNotValid() {
    BigInteger n = KEY.modulus();
    for (BigInteger wrong :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE.negate(),
            n,
            n.negate(),
            n.shiftLeft(1),
            N_SQUARED,
            N_SQUARED.add(BigInteger.ONE),
            P,
            Q,
            P.multiply(P),
            Q.multiply(BigInteger.TEN),
            N_SQUARED.subtract(P))) {
      assertThat(scheme.isValid(wrong)).isFalse();
    }
    assertThat(scheme.isValid(BigInteger.ONE)).isTrue();
    assertThat(scheme.isValid(N_SQUARED.subtract(BigInteger.ONE))).isTrue();
  }

  @Test
  void plaintextsOutOfRangeAreRefused() {
    BigInteger bound = BigInteger.ONE.shiftLeft(scheme.plaintextBits() - 1);

    assertThat(scheme.plaintextBits()).isEqualTo(KEY.modulus().bitLength() - 1);
    assertThat(bound.shiftLeft(1)).isLessThan(KEY.modulus());
    assertThat(scheme.isValid(scheme.encrypt(bound.negate()))).isTrue();
    assertThat(scheme.isValid(scheme.encrypt(bound.subtract(BigInteger.ONE)))).isTrue();
    assertThatThrownBy(() -> scheme.encrypt(bound)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> scheme.encrypt(bound.negate().subtract(BigInteger.ONE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void toyEvenAndHugeKeysAreRefused() {
    BigInteger one = BigInteger.ONE;
    for (BigInteger wrong :
        List.of(
            BigInteger.valueOf(15),
            one.shiftLeft(2047).subtract(one),
            one.shiftLeft(2047),
            one.shiftLeft(8192).add(one),
            KEY.modulus().negate())) {
      assertThatThrownBy(() -> new PaillierKey(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(KEY.fingerprint()).matches("[0-9a-f]{64}");
    assertThat(new BigInteger(1, KEY.toBytes())).isEqualTo(KEY.modulus());
  }

  @Test
  void noisePoolGivesNoValueTwiceEvenWhenItIsDry() throws InterruptedException {
    Set<BigInteger> values = new HashSet<>();
    try (NoisePool pool = NoisePool.start(KEY, 5)) {
      awaitFull(pool, 5);
      for (int i = 0; i < 25; i++) {
        values.add(pool.next());
      }
      assertThat(pool.size()).isLessThanOrEqualTo(5);
      awaitFull(pool, 5);
    }

    assertThat(values).hasSize(25).allMatch(scheme::isValid);
  }

  @Test
  void noisePoolWorksAfterItWasClosed() {
    NoisePool pool = NoisePool.start(KEY, 1);
    pool.close();

    assertThat(pool.next()).isNotEqualTo(pool.next());
  }

  @Test
  void everyEncryptionTakesANoiseOfItsOwn() {
    int[] taken = {0};
    PaillierScheme counted =
        PaillierScheme.of(
            KEY, () -> BigInteger.valueOf(++taken[0] + 1L).modPow(KEY.modulus(), N_SQUARED));

    BigInteger first = counted.encrypt(BigInteger.TEN);
    BigInteger second = counted.encrypt(BigInteger.TEN);

    assertThat(taken[0]).isEqualTo(2);
    assertThat(first).isNotEqualTo(second);
  }

  private static void awaitFull(NoisePool pool, int size) throws InterruptedException {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
    while (pool.size() < size) {
      assertThat(Instant.now()).as("the pool fills").isBefore(deadline);
      Thread.sleep(5);
    }
  }
}
