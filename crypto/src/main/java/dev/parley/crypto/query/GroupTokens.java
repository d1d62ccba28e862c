// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.query;

import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.Label;
import dev.parley.wire.WireFormatException;
import java.security.MessageDigest;
import org.bouncycastle.crypto.macs.HMac;

/**
 * Hides group keys in a way that lets equal ones be matched: a token (HMAC-SHA256 over the
 * canonical encoding) and a label (AES-256-GCM-SIV, RFC 8452, nonce from the token, padded), both
 * under keys of this one query. Not safe for use by several threads at once.
 */
public final class GroupTokens {
  private final HMac tokens;
  private final SealedLabels labels;

  public GroupTokens(QuerySecret secret) {
    this.tokens = QueryKeys.hmacSha256(QueryKeys.derive(secret, Label.QUERY_TOKEN));
    this.labels = new SealedLabels(QueryKeys.derive(secret, Label.QUERY_LABEL));
  }

  /** Returns the token of {@code key}. */
  public byte[] token(GroupKey key) {
    return token(key.encode());
  }

  /**
   * Returns {@code key}, readable only with the query's secret, and of a length that tells little.
   */
  public byte[] seal(byte[] token, GroupKey key) {
    return labels.seal(token, key.encode());
  }

  /**
   * Opens a label.
   *
   * @throws WireFormatException if it was altered, or is the label of another token
   */
  public GroupKey open(byte[] token, byte[] label) {
    byte[] encoded = labels.open(token, label);
    if (!MessageDigest.isEqual(token(encoded), token)) {
      throw new WireFormatException("A group's label does not belong to its token");
    }
    return GroupKey.decode(encoded);
  }

  private byte[] token(byte[] encoded) {
    byte[] token = new byte[GroupRecord.TOKEN_BYTES];
    tokens.update(encoded, 0, encoded.length);
    tokens.doFinal(token, 0);
    return token;
  }
}
