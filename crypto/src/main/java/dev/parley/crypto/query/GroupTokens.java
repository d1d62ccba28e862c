// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.query;

import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Hides group keys in a way that lets equal ones be matched: a token (HMAC-SHA256 over the
 * canonical encoding) and a label (AES-256-GCM-SIV, RFC 8452, nonce from the token, padded), both
 * under keys of this one query. Not safe for use by several threads at once.
 */
public final class GroupTokens {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int PADDING_BYTES = 32;

  private final HMac tokens;
  private final KeyParameter labelKey;

  public GroupTokens(QuerySecret secret) {
    this.tokens = QueryKeys.hmacSha256(QueryKeys.derive(secret, "token"));
    this.labelKey = new KeyParameter(QueryKeys.derive(secret, "label"));
  }

  /** Returns the token of {@code key}. */
  public byte[] token(GroupKey key) {
    return token(key.encode());
  }

  /**
   * Returns {@code key}, readable only with the query's secret, and of a length that tells little.
   */
  public byte[] seal(byte[] token, GroupKey key) {
    try {
      return aead(true, token, padded(key.encode()));
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("Sealing a label failed", e);
    }
  }

  /**
   * Opens a label.
   *
   * @throws WireFormatException if it was altered, or is the label of another token
   */
  public GroupKey open(byte[] token, byte[] label) {
    byte[] plaintext;
    try {
      plaintext = aead(false, token, label);
    } catch (InvalidCipherTextException e) {
      throw new WireFormatException("A group's label does not open");
    }
    ByteBuffer buffer = ByteBuffer.wrap(plaintext);
    if (buffer.remaining() < Integer.BYTES) {
      throw new WireFormatException("A group's label is too short");
    }
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new WireFormatException("A group's label has a wrong length");
    }
    byte[] encoded = new byte[length];
    buffer.get(encoded);
    if (!Arrays.equals(padded(encoded), plaintext)) {
      throw new WireFormatException("A group's label is not padded as it should be");
    }
    if (!MessageDigest.isEqual(token(encoded), token)) {
      throw new WireFormatException("A group's label does not belong to its token");
    }
    return GroupKey.decode(encoded);
  }

  private static byte[] padded(byte[] encoded) {
    int blocks = (Integer.BYTES + encoded.length + PADDING_BYTES - 1) / PADDING_BYTES;
    return ByteBuffer.allocate(blocks * PADDING_BYTES).putInt(encoded.length).put(encoded).array();
  }

  private byte[] token(byte[] encoded) {
    byte[] token = new byte[GroupRecord.TOKEN_BYTES];
    tokens.update(encoded, 0, encoded.length);
    tokens.doFinal(token, 0);
    return token;
  }

  private byte[] aead(boolean encrypt, byte[] token, byte[] input)
      throws InvalidCipherTextException {
    GCMSIVBlockCipher cipher = new GCMSIVBlockCipher(AESEngine.newInstance());
    byte[] nonce = Arrays.copyOf(token, NONCE_BYTES);
    cipher.init(encrypt, new AEADParameters(labelKey, TAG_BITS, nonce, token));
    byte[] output = new byte[cipher.getOutputSize(input.length)];
    int written = cipher.processBytes(input, 0, input.length, output, 0);
    written += cipher.doFinal(output, written);
    return Arrays.copyOf(output, written);
  }
}
