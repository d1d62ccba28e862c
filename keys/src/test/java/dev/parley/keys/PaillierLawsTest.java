// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crypto.paillier.NoisePool;
import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.crypto.paillier.PaillierScheme;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaillierLawsTest {
  private static final PaillierPrivateKey KEY = TestKeys.BOARD.paillier();
  private static final PaillierScheme SCHEME = PaillierScheme.of(KEY.publicKey());
  private static final BigInteger N = KEY.publicKey().modulus();
  private static final BigInteger BOUND = BigInteger.ONE.shiftLeft(SCHEME.plaintextBits() - 1);

  @Test
  void decryptOfASumIsTheSum() {
    long seed = 20260108;
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      BigInteger a = new BigInteger(1 + random.nextInt(2044), random).negate();
      BigInteger b = new BigInteger(1 + random.nextInt(2044), random);
      BigInteger sum = SCHEME.add(SCHEME.encrypt(a), SCHEME.encrypt(b));
      assertThat(KEY.decrypt(sum)).as("seed %d", seed).isEqualTo(a.add(b));
    }
  }

  @Test
  void plaintextsAtTheBoundsComeBack() {
    for (BigInteger plaintext :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.ONE.negate(),
            BOUND.subtract(BigInteger.ONE),
            BOUND.negate())) {
      assertThat(KEY.decrypt(SCHEME.encrypt(plaintext))).isEqualTo(plaintext);
    }
  }

  @Test
  void sumsBeyondHalfOfNWrap() {
    BigInteger most = BOUND.subtract(BigInteger.ONE);
    BigInteger twice = SCHEME.add(SCHEME.encrypt(most), SCHEME.encrypt(most));
    BigInteger wrapped = SCHEME.add(twice, twice);

    BigInteger opened = KEY.decrypt(wrapped);

    assertThat(opened).isNotEqualTo(most.shiftLeft(2));
    assertThat(opened.subtract(most.shiftLeft(2)).mod(N)).isZero();
  }

  @Test
  void noiseFromAPoolServesAlike() {
    try (NoisePool pool = NoisePool.start(KEY.publicKey(), 4)) {
      PaillierScheme pooled = PaillierScheme.of(KEY.publicKey(), pool);
      for (int i = -4; i < 4; i++) {
        assertThat(KEY.decrypt(pooled.encrypt(BigInteger.valueOf(i)))).isEqualTo(i);
      }
    }
  }

  /** Paillier, EUROCRYPT 1999, §4: L(c^φ mod N²) · φ⁻¹ mod N. */
  @Test
  void decryptsAsThePaperDoes() {
    BigInteger ciphertext = SCHEME.encrypt(BigInteger.valueOf(123_456_789));
    BigInteger totient = KEY.totient();

    BigInteger byThePaper =
        ciphertext
            .modPow(totient, N.multiply(N))
            .subtract(BigInteger.ONE)
            .divide(N)
            .multiply(totient.modInverse(N))
            .mod(N);

    assertThat(byThePaper).isEqualTo(123_456_789);
    assertThat(KEY.decrypt(ciphertext)).isEqualTo(byThePaper);
  }

  @Test
  void ciphertextsThatAreNoneAreRefused() {
    BigInteger sumOfPrimes = N.subtract(KEY.totient()).add(BigInteger.ONE);
    BigInteger discriminant = sumOfPrimes.pow(2).subtract(N.shiftLeft(2));
    BigInteger p = sumOfPrimes.add(discriminant.sqrt()).shiftRight(1);
    assertThat(N.mod(p)).isZero();
    for (BigInteger wrong :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE.negate(),
            N,
            N.multiply(N),
            N.multiply(N).add(BigInteger.ONE),
            p,
            p.multiply(BigInteger.valueOf(77)))) {
      assertThatThrownBy(() -> KEY.decrypt(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid ciphertext: not a unit modulo N squared");
    }
  }

  @Test
  void toyKeysAreNotMade() {
    for (int bits : new int[] {0, 1024, 2047, 2052, 8200}) {
      assertThatThrownBy(() -> PaillierPrivateKey.generate(bits))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(N.bitLength()).isEqualTo(2048);
  }

  @Test
  void aTotientOfAnotherModulusIsRefused() {
    PaillierKey key = KEY.publicKey();
    for (BigInteger wrong :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            KEY.totient().subtract(BigInteger.TWO),
            KEY.totient().add(BigInteger.ONE),
            N.subtract(BigInteger.ONE),
            N,
            N.shiftLeft(1))) {
      assertThatThrownBy(() -> PaillierPrivateKey.of(key, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid Paillier key: totient of another modulus");
    }
    BigInteger ciphertext = SCHEME.encrypt(BigInteger.TEN);
    assertThat(PaillierPrivateKey.of(key, KEY.totient()).decrypt(ciphertext)).isEqualTo(10);
  }
}
