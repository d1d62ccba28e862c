// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.paillier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class WeakModulusTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void aProductOfTwoFarPrimesPasses() {
    BigInteger p = BigInteger.probablePrime(1024, RANDOM);
    BigInteger q = BigInteger.probablePrime(1025, RANDOM);

    assertThat(WeakModulus.is(p.multiply(q))).isFalse();
  }

  @Test
  void primesSmallFactorsSquaresAndCloseFactorsAreCaught() {
    BigInteger p = BigInteger.probablePrime(1024, RANDOM);

    assertThat(WeakModulus.is(p)).isTrue();
    assertThat(WeakModulus.is(p.multiply(BigInteger.valueOf(65_521)))).isTrue();
    assertThat(WeakModulus.is(p.multiply(BigInteger.valueOf(3)))).isTrue();
    assertThat(WeakModulus.is(p.multiply(p))).isTrue();
    assertThat(WeakModulus.is(p.multiply(p.nextProbablePrime()))).isTrue();
  }

  @Test
  void aWeakKeyIsNamedWithoutItsDigits() {
    PaillierKey weak = new PaillierKey(BigInteger.probablePrime(2048, RANDOM));

    assertThatThrownBy(weak::requireStrong)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid Paillier modulus: it can be factored by anybody; make new keys");
  }
}
