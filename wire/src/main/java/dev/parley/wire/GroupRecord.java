// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One group of a partial or merged object: a token to match it by, a sealed label, ciphertexts. */
public final class GroupRecord {
  /** Bytes of a token: one HMAC-SHA256. */
  public static final int TOKEN_BYTES = 32;

  private final byte[] token;
  private final byte[] label;
  private final List<BigInteger> ciphertexts;

  /**
   * Describes one group.
   *
   * @param token equal for equal group keys within a query, and meaningless outside it
   * @param label the group's key, encrypted
   * @param ciphertexts as many as the header says
   */
  public GroupRecord(byte[] token, byte[] label, List<BigInteger> ciphertexts) {
    if (token.length != TOKEN_BYTES) {
      throw new WireFormatException("Token of a wrong length");
    }
    this.token = token.clone();
    this.label = label.clone();
    this.ciphertexts = Collections.unmodifiableList(new ArrayList<>(ciphertexts));
  }

  public byte[] token() {
    return token.clone();
  }

  public byte[] label() {
    return label.clone();
  }

  public List<BigInteger> ciphertexts() {
    return ciphertexts;
  }

  /** Compares tokens as unsigned bytes: the order in which groups stand in an object. */
  public int compareTokenTo(GroupRecord other) {
    for (int i = 0; i < TOKEN_BYTES; i++) {
      int difference = (token[i] & 0xFF) - (other.token[i] & 0xFF);
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }
}
