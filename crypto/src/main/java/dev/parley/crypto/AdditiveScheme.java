// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto;

import java.math.BigInteger;

/**
 * An additively homomorphic public-key scheme: whoever has ciphertexts can add what they hide, and
 * only the holder of the private key can see it.
 */
public interface AdditiveScheme {

  /** How many bits a plaintext holds, its sign included. */
  int plaintextBits();

  /**
   * Encrypts with fresh randomness.
   *
   * @param plaintext in [-2^(b-1), 2^(b-1)) for b = {@link #plaintextBits()}
   * @throws IllegalArgumentException if it is out of that range
   */
  BigInteger encrypt(BigInteger plaintext);

  /** Returns a ciphertext of the sum of what {@code a} and {@code b} hide. */
  BigInteger add(BigInteger a, BigInteger b);

  /** Whether {@code ciphertext} is one that this scheme could have made. */
  boolean isValid(BigInteger ciphertext);
}
