// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.topk;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells rows apart that stand at the same place, always alike while the node runs, by a key that
 * nobody else has.
 */
final class Distinction {
  /** How many bytes there are. */
  static final int BYTES = 8;

  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;

  Distinction(SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, HMAC);
  }

  /**
   * Returns the bytes of a row.
   *
   * @param number which of the rows that are wholly equal it is
   */
  byte[] of(byte[] row, int number) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
      return Arrays.copyOf(mac.doFinal(row), BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new AssertionError("every Java has " + HMAC, e);
    }
  }
}
