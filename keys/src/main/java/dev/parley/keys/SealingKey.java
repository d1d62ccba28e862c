// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import dev.parley.crypto.seal.SealingPublicKey;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.WireFormatException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/** The private half of a {@link SealingPublicKey}. */
public final class SealingKey {
  private final AsymmetricCipherKeyPair pair;
  private final X25519PrivateKeyParameters key;
  private final SealingPublicKey publicKey;

  private SealingKey(X25519PrivateKeyParameters key) {
    X25519PublicKeyParameters half = key.generatePublicKey();
    this.key = key;
    this.pair = new AsymmetricCipherKeyPair(half, key);
    this.publicKey = SealingPublicKey.of(half.getEncoded());
  }

  public static SealingKey generate(SecureRandom random) {
    return new SealingKey(new X25519PrivateKeyParameters(random));
  }

  /** Restores a key from its 32 bytes (RFC 7748). */
  static SealingKey ofBytes(byte[] bytes) {
    return new SealingKey(new X25519PrivateKeyParameters(bytes, 0));
  }

  byte[] toBytes() {
    return key.getEncoded();
  }

  public SealingPublicKey publicKey() {
    return publicKey;
  }

  /**
   * Opens what was sealed to the public half of this key.
   *
   * @param header the bytes before it in the clear
   * @throws WireFormatException if it was sealed to another, for another kind, or was altered
   */
  byte[] open(ObjectKind kind, byte[] header, byte[] sealed) {
    if (sealed.length <= SealingPublicKey.ENCAPSULATED_BYTES) {
      throw new WireFormatException("Sealed object is too short");
    }
    HPKE hpke = SealingPublicKey.suite();
    byte[] encapsulated = Arrays.copyOf(sealed, SealingPublicKey.ENCAPSULATED_BYTES);
    byte[] ciphertext =
        Arrays.copyOfRange(sealed, SealingPublicKey.ENCAPSULATED_BYTES, sealed.length);
    try {
      byte[] info = SealingPublicKey.info(kind);
      return hpke.open(encapsulated, pair, info, header, ciphertext, null, null, null);
    } catch (InvalidCipherTextException | RuntimeException e) {
      // a low-order encapsulated key makes the library throw IllegalStateException and the like
      throw new WireFormatException("Sealed object does not open");
    }
  }

  @Override
  public String toString() {
    return "SealingKey[public " + publicKey().hex() + ", secret withheld]";
  }
}
