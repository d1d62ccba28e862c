// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.query;

import dev.parley.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Seals what goes with a token: AES-256-GCM-SIV (RFC 8452), the nonce and the associated data from
 * the token, the plaintext padded to a length that tells little.
 */
final class SealedLabels {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int PADDING_BYTES = 32;

  private final KeyParameter key;

  SealedLabels(byte[] key) {
    this.key = new KeyParameter(key);
  }

  byte[] seal(byte[] token, byte[] content) {
    try {
      return aead(true, token, padded(content));
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("Sealing a label failed", e);
    }
  }

  /**
   * Opens a label.
   *
   * @throws WireFormatException if it was altered, or sealed with another token
   */
  byte[] open(byte[] token, byte[] label) {
    byte[] plaintext;
    try {
      plaintext = aead(false, token, label);
    } catch (InvalidCipherTextException e) {
      throw new WireFormatException("A label does not open");
    }
    ByteBuffer buffer = ByteBuffer.wrap(plaintext);
    if (buffer.remaining() < Integer.BYTES) {
      throw new WireFormatException("A label is too short");
    }
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new WireFormatException("A label has a wrong length");
    }
    byte[] content = new byte[length];
    buffer.get(content);
    if (!Arrays.equals(padded(content), plaintext)) {
      throw new WireFormatException("A label is not padded as it should be");
    }
    return content;
  }

  private static byte[] padded(byte[] content) {
    int blocks = (Integer.BYTES + content.length + PADDING_BYTES - 1) / PADDING_BYTES;
    return ByteBuffer.allocate(blocks * PADDING_BYTES).putInt(content.length).put(content).array();
  }

  private byte[] aead(boolean encrypt, byte[] token, byte[] input)
      throws InvalidCipherTextException {
    GCMSIVBlockCipher cipher = new GCMSIVBlockCipher(AESEngine.newInstance());
    byte[] nonce = Arrays.copyOf(token, NONCE_BYTES);
    cipher.init(encrypt, new AEADParameters(key, TAG_BITS, nonce, token));
    byte[] output = new byte[cipher.getOutputSize(input.length)];
    int written = cipher.processBytes(input, 0, input.length, output, 0);
    written += cipher.doFinal(output, written);
    return Arrays.copyOf(output, written);
  }
}
