// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.paillier;

import com.n1analytics.paillier.PaillierPublicKey;
import dev.parley.crypto.AdditiveScheme;
import dev.parley.wire.CiphertextSum;
import java.math.BigInteger;

/**
 * Paillier's scheme over javallier's raw calls: integers only, so no exponent leaks; every
 * ciphertext is obfuscated; every received one can be validated. Semantically secure under the
 * decisional composite residuosity assumption; malleable, hence the check values.
 */
public final class PaillierScheme implements AdditiveScheme {
  private final PaillierPublicKey key;
  private final BigInteger modulusSquared;
  private final CiphertextSum sum;
  private final NoiseSource noise;

  private PaillierScheme(PaillierPublicKey key, NoiseSource noise) {
    this.key = key;
    this.modulusSquared = key.getModulusSquared();
    this.sum = new CiphertextSum(key.getModulus());
    this.noise = noise;
  }

  /** Encrypts under {@code key}, with noise made when it is needed. */
  public static PaillierScheme of(PaillierKey key) {
    PaillierPublicKey library = new PaillierPublicKey(key.modulus());
    return new PaillierScheme(library, () -> library.raw_obfuscate(BigInteger.ONE));
  }

  /** Encrypts under {@code key}, with noise from {@code source}, which must be of the same key. */
  public static PaillierScheme of(PaillierKey key, NoiseSource source) {
    return new PaillierScheme(new PaillierPublicKey(key.modulus()), source);
  }

  @Override
  public int plaintextBits() {
    return key.getModulus().bitLength() - 1;
  }

  @Override
  public BigInteger encrypt(BigInteger plaintext) {
    if (plaintext.bitLength() > plaintextBits() - 1) {
      throw new IllegalArgumentException(
          "Invalid plaintext: wider than " + plaintextBits() + " bits");
    }
    BigInteger residue = plaintext.mod(key.getModulus());
    return key.raw_encrypt_without_obfuscation(residue).multiply(noise.next()).mod(modulusSquared);
  }

  @Override
  public BigInteger add(BigInteger a, BigInteger b) {
    return sum.add(a, b);
  }

  @Override
  public boolean isValid(BigInteger ciphertext) {
    return ciphertext.signum() > 0
        && ciphertext.compareTo(modulusSquared) < 0
        && ciphertext.gcd(key.getModulus()).equals(BigInteger.ONE);
  }
}
