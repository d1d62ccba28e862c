// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.paillier;

import java.math.BigInteger;

/** Gives the random factors r^N mod N² that make ciphertexts of equal plaintexts differ. */
public interface NoiseSource {

  /** Returns a factor that was never returned before. */
  BigInteger next();
}
