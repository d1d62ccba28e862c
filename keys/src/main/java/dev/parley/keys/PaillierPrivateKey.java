// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.crypto.paillier.PaillierScheme;
import java.math.BigInteger;

/** The private half of a {@link PaillierKey}: decrypts, through javallier. */
public final class PaillierPrivateKey {
  private final com.n1analytics.paillier.PaillierPrivateKey key;
  private final PaillierKey publicKey;
  private final PaillierScheme scheme;

  private PaillierPrivateKey(com.n1analytics.paillier.PaillierPrivateKey key) {
    this.key = key;
    this.publicKey = new PaillierKey(key.getPublicKey().getModulus());
    this.scheme = PaillierScheme.of(publicKey);
  }

  /**
   * Makes a key.
   *
   * @param modulusBits at least {@link PaillierKey#MIN_MODULUS_BITS}, a multiple of 8
   * @throws IllegalArgumentException if it is fewer
   */
  public static PaillierPrivateKey generate(int modulusBits) {
    if (modulusBits < PaillierKey.MIN_MODULUS_BITS
        || modulusBits > PaillierKey.MAX_MODULUS_BITS
        || modulusBits % 8 != 0) {
      throw new IllegalArgumentException(
          "Invalid modulus: %d bits, want a multiple of 8 from %d to %d"
              .formatted(modulusBits, PaillierKey.MIN_MODULUS_BITS, PaillierKey.MAX_MODULUS_BITS));
    }
    return new PaillierPrivateKey(com.n1analytics.paillier.PaillierPrivateKey.create(modulusBits));
  }

  /**
   * Restores a key from its modulus and its totient (p - 1)(q - 1).
   *
   * @throws IllegalArgumentException if they do not belong together; the library would not notice,
   *     and decrypt to nonsense
   */
  static PaillierPrivateKey of(PaillierKey publicKey, BigInteger totient) {
    requireTotient(publicKey.modulus(), totient);
    var library = new com.n1analytics.paillier.PaillierPublicKey(publicKey.modulus());
    return new PaillierPrivateKey(
        new com.n1analytics.paillier.PaillierPrivateKey(library, totient));
  }

  /** Confirms that p + q = N - φ + 1 and pq = N have two solutions, both in the integers. */
  private static void requireTotient(BigInteger modulus, BigInteger totient) {
    BigInteger sum = modulus.subtract(totient).add(BigInteger.ONE);
    BigInteger discriminant = sum.multiply(sum).subtract(modulus.shiftLeft(2));
    if (totient.compareTo(modulus) >= 0
        || discriminant.signum() <= 0
        || discriminant.sqrt().pow(2).compareTo(discriminant) != 0
        || sum.compareTo(modulus) >= 0) {
      throw new IllegalArgumentException("Invalid Paillier key: totient of another modulus");
    }
  }

  /** Returns (p - 1)(q - 1). */
  BigInteger totient() {
    BigInteger[] primes = new BigInteger[2];
    key.serialize(
        (unused, p, q) -> {
          primes[0] = p;
          primes[1] = q;
        });
    return primes[0].subtract(BigInteger.ONE).multiply(primes[1].subtract(BigInteger.ONE));
  }

  public PaillierKey publicKey() {
    return publicKey;
  }

  /** How many bits a plaintext holds, its sign included. */
  public int plaintextBits() {
    return scheme.plaintextBits();
  }

  /**
   * Returns the signed plaintext.
   *
   * @throws IllegalArgumentException if {@code ciphertext} is none under this key
   */
  public BigInteger decrypt(BigInteger ciphertext) {
    if (!scheme.isValid(ciphertext)) {
      throw new IllegalArgumentException("Invalid ciphertext: not a unit modulo N squared");
    }
    BigInteger residue = key.raw_decrypt(ciphertext);
    BigInteger modulus = publicKey.modulus();
    return residue.compareTo(modulus.shiftRight(1)) > 0 ? residue.subtract(modulus) : residue;
  }

  @Override
  public String toString() {
    return "PaillierPrivateKey[" + publicKey.modulus().bitLength() + " bits, secret withheld]";
  }
}
