// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The id of one query: 128 bits that nobody can guess or collide with, the hash of a {@link
 * dev.parley.wire.MergeTicket}.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record QueryId(String value) {
  private static final int BYTES = 16;

  public QueryId {
    if (!value.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("Invalid query id: want 32 hexadecimal digits");
    }
  }

  /** Draws an id to which nobody has a ticket: what answers it can never be merged. */
  public static QueryId random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return of(bytes);
  }

  /** Returns the id that 16 bytes spell. */
  public static QueryId of(byte[] bytes) {
    return new QueryId(HexFormat.of().formatHex(bytes));
  }

  /** Returns the 16 bytes of this id. */
  public byte[] toBytes() {
    return HexFormat.of().parseHex(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
