// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.query;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The 256 random bits of one query that gateway and nodes share and the cloud does not know; from
 * them come the keys of its tokens, labels and checks. Deliberately not a record.
 */
public final class QuerySecret {
  /** How many bytes there are. */
  public static final int BYTES = 32;

  private final byte[] bytes;
  private volatile boolean destroyed;

  private QuerySecret(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("Invalid query secret: want " + BYTES + " bytes");
    }
    this.bytes = bytes;
  }

  /** Draws a new secret. */
  public static QuerySecret random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new QuerySecret(bytes);
  }

  public static QuerySecret of(byte[] bytes) {
    return new QuerySecret(bytes.clone());
  }

  /**
   * Returns a copy, for key derivation and for the inside of a seal.
   *
   * @throws IllegalStateException after {@link #destroy}: keys derived from zeros hide nothing
   */
  public byte[] toBytes() {
    byte[] copy = bytes.clone();
    if (destroyed) {
      throw new IllegalStateException("The query has ended, and its secret with it");
    }
    return copy;
  }

  /** Overwrites the secret once its query has ended. */
  public void destroy() {
    destroyed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "QuerySecret[withheld]";
  }
}
