// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.paillier;

import dev.parley.wire.UnsignedBytes;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A public Paillier key, with generator N + 1.
 *
 * @param modulus N = pq, at least {@value #MIN_MODULUS_BITS} bits
 * @see <a href="https://doi.org/10.1007/3-540-48910-X_16">Paillier, EUROCRYPT 1999</a>
 */
public record PaillierKey(BigInteger modulus) {
  /** NIST SP 800-57 part 1 rev. 5, table 2: strength of 112 bits. */
  public static final int MIN_MODULUS_BITS = 2048;

  /** Above this, arithmetic would take a peer's time rather than protect it. */
  public static final int MAX_MODULUS_BITS = 8192;

  public PaillierKey {
    int bits = modulus.bitLength();
    if (modulus.signum() < 0
        || bits < MIN_MODULUS_BITS
        || bits > MAX_MODULUS_BITS
        || !modulus.testBit(0)) {
      throw new IllegalArgumentException(
          "Invalid Paillier modulus: %d bits, want an odd number of %d to %d"
              .formatted(bits, MIN_MODULUS_BITS, MAX_MODULUS_BITS));
    }
  }

  /**
   * Returns the key whose modulus is spelt by {@code bytes}.
   *
   * @throws IllegalArgumentException if it begins with a zero, or is out of bounds
   */
  public static PaillierKey of(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] == 0) {
      throw new IllegalArgumentException("Invalid Paillier modulus: leading zeros");
    }
    return new PaillierKey(UnsignedBytes.toInteger(bytes));
  }

  /**
   * Confirms that this is not one of the moduli that anybody could take apart: a prime, a number
   * with a small factor, or the product of two primes that lie close together. Takes some tens of
   * milliseconds.
   *
   * @throws IllegalArgumentException if it is
   */
  public void requireStrong() {
    if (WeakModulus.is(modulus)) {
      throw new IllegalArgumentException(
          "Invalid Paillier modulus: it can be factored by anybody; make new keys");
    }
  }

  /** Returns N in as few bytes as hold it. */
  public byte[] toBytes() {
    return UnsignedBytes.of(modulus, (modulus.bitLength() + 7) / 8);
  }

  /** Returns the SHA-256 of N, as 64 hexadecimal digits. */
  public String fingerprint() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(toBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "PaillierKey[" + modulus.bitLength() + " bits, " + fingerprint().substring(0, 16) + "]";
  }
}
