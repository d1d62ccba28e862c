// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import dev.parley.crypto.seal.SignedObject;
import dev.parley.crypto.seal.VerifyingKey;
import dev.parley.wire.Label;
import dev.parley.wire.ObjectKind;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519ctxSigner;

/** The private half of a {@link VerifyingKey}. */
public final class SigningKey {
  private final Ed25519PrivateKeyParameters key;
  private final VerifyingKey verifyingKey;

  private SigningKey(Ed25519PrivateKeyParameters key) {
    this.key = key;
    this.verifyingKey = VerifyingKey.of(key.generatePublicKey().getEncoded());
  }

  public static SigningKey generate(SecureRandom random) {
    return new SigningKey(new Ed25519PrivateKeyParameters(random));
  }

  /** Restores a key from its 32-byte seed (RFC 8032). */
  static SigningKey ofSeed(byte[] seed) {
    return new SigningKey(new Ed25519PrivateKeyParameters(seed, 0));
  }

  byte[] seed() {
    return key.getEncoded();
  }

  public VerifyingKey verifyingKey() {
    return verifyingKey;
  }

  /** Signs {@code message}, for the one use that {@code label} names. */
  public byte[] sign(Label label, byte[] message) {
    Ed25519ctxSigner signer = new Ed25519ctxSigner(label.bytes());
    signer.init(true, key);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  /** Returns an object that everybody may read, with this key's signature over its payload. */
  public byte[] signObject(ObjectKind kind, byte[] payload) {
    return SignedObject.write(kind, sign(kind.label(), payload), payload);
  }

  @Override
  public String toString() {
    return "SigningKey[public " + verifyingKey().hex() + ", secret withheld]";
  }
}
