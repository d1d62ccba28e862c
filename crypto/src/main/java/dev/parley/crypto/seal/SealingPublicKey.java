// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.seal;

import dev.parley.wire.ObjectKind;
import java.util.HexFormat;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * The public half of a sealing key: HPKE in base mode (RFC 9180) with DHKEM(X25519, HKDF-SHA256),
 * HKDF-SHA256 and AES-256-GCM. The label of the object's kind is HPKE's {@code info}.
 *
 * @param hex the 32 bytes of RFC 7748, as hexadecimal digits
 */
public record SealingPublicKey(String hex) {
  /** Bytes of a key. */
  public static final int BYTES = 32;

  /** Bytes of the encapsulated key with which sealed bytes begin. */
  public static final int ENCAPSULATED_BYTES = 32;

  public SealingPublicKey {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("Invalid sealing key: want 64 hexadecimal digits");
    }
    if (isOfSmallOrder(HexFormat.of().parseHex(hex))) {
      throw new IllegalArgumentException("Invalid sealing key: a point of small order");
    }
  }

  /**
   * Seals {@code plaintext} so that only the private half of this key opens it.
   *
   * @param header what stands before it in the clear, and is bound to it
   * @return encapsulated key and ciphertext
   */
  public byte[] seal(ObjectKind kind, byte[] header, byte[] plaintext) {
    HPKE hpke = suite();
    try {
      byte[][] sealed =
          hpke.seal(
              hpke.deserializePublicKey(HexFormat.of().parseHex(hex)),
              info(kind),
              header,
              plaintext,
              null,
              null,
              null);
      byte[] both = new byte[sealed[1].length + sealed[0].length];
      System.arraycopy(sealed[1], 0, both, 0, sealed[1].length);
      System.arraycopy(sealed[0], 0, both, sealed[1].length, sealed[0].length);
      return both;
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("Sealing failed", e);
    }
  }

  /** Returns the key that {@value #BYTES} bytes spell. */
  public static SealingPublicKey of(byte[] bytes) {
    return new SealingPublicKey(HexFormat.of().formatHex(bytes));
  }

  /** Returns the {@value #BYTES} bytes of this key. */
  public byte[] toBytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** Whether every secret agreed with it would be zero (RFC 7748, §6.1). */
  private static boolean isOfSmallOrder(byte[] point) {
    byte[] anyScalar = new byte[X25519.SCALAR_SIZE];
    return !X25519.calculateAgreement(anyScalar, 0, point, 0, new byte[X25519.POINT_SIZE], 0);
  }

  /** The suite with which sealed bytes are opened as well. */
  public static HPKE suite() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  /** HPKE's {@code info} for objects of {@code kind}. */
  public static byte[] info(ObjectKind kind) {
    return kind.label().bytes();
  }
}
