// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.seal;

import dev.parley.wire.Label;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519ctxSigner;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The public half of a signing key: Ed25519ctx (RFC 8032, §5.1), whose context is the label of the
 * object's kind, so that no signature made for one kind serves another.
 *
 * @param hex the 32 bytes of RFC 8032, as hexadecimal digits
 */
public record VerifyingKey(String hex) {
  /** Bytes of a key. */
  public static final int BYTES = 32;

  /** Bytes of a signature. */
  public static final int SIGNATURE_BYTES = 64;

  public VerifyingKey {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("Invalid signing key: want 64 hexadecimal digits");
    }
    // a point of small order would verify what nobody signed
    if (!Ed25519.validatePublicKeyFull(HexFormat.of().parseHex(hex), 0)) {
      throw new IllegalArgumentException("Invalid signing key: no point of the prime-order group");
    }
  }

  /** Whether {@code signature} was made over these very bytes by the private half of this key. */
  public boolean verifies(Label label, byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    Ed25519ctxSigner verifier = new Ed25519ctxSigner(label.bytes());
    verifier.init(false, new Ed25519PublicKeyParameters(HexFormat.of().parseHex(hex), 0));
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  /** Returns the key that {@value #BYTES} bytes spell. */
  public static VerifyingKey of(byte[] bytes) {
    return new VerifyingKey(HexFormat.of().formatHex(bytes));
  }

  /** Returns the {@value #BYTES} bytes of this key. */
  public byte[] toBytes() {
    return HexFormat.of().parseHex(hex);
  }
}
