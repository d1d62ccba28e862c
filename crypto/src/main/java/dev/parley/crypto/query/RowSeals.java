// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.query;

import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.Label;
import dev.parley.wire.WireFormatException;
import java.security.SecureRandom;

/**
 * Seals the rows that owners reveal, each under a token of its own. Tokens are random, so putting
 * rows in the order of their tokens shuffles them; the key is that of the query and the same at all
 * nodes, so a row does not tell whose it is. The cloud has no key. May be used by several threads.
 */
public final class RowSeals {
  private final SealedLabels labels;

  public RowSeals(QuerySecret secret) {
    this.labels = new SealedLabels(QueryKeys.derive(secret, Label.QUERY_ROW));
  }

  /** Draws a token. */
  public static byte[] token(SecureRandom random) {
    byte[] token = new byte[GroupRecord.TOKEN_BYTES];
    random.nextBytes(token);
    return token;
  }

  /**
   * Returns {@code row}, readable only with the query's secret.
   *
   * @param token used for no other row
   * @throws IllegalArgumentException if a value cannot travel
   */
  public byte[] seal(byte[] token, GroupKey row) {
    return labels.seal(token, row.encode());
  }

  /**
   * Opens a row.
   *
   * @throws WireFormatException if it was altered, or sealed under another token
   */
  public GroupKey open(byte[] token, byte[] label) {
    return GroupKey.decode(labels.open(token, label));
  }
}
