// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.manifest;

import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.crypto.seal.SealingPublicKey;
import dev.parley.crypto.seal.VerifyingKey;
import dev.parley.wire.Label;
import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * What others may know of the keys that a party made at one time: by which they verify what it
 * signs, seal what it is to read, and encrypt what it is to sum.
 */
public record PublicKeys(VerifyingKey signing, SealingPublicKey sealing, PaillierKey paillier) {
  private static final int MAX_MODULUS_BYTES = PaillierKey.MAX_MODULUS_BITS / 8;

  /** Returns the fingerprint: SHA-256 of the label, a zero byte, both 32-byte keys, and N. */
  public KeyId id() {
    MessageDigest sha256 = sha256();
    sha256.update(Label.FINGERPRINT.bytes());
    sha256.update((byte) 0);
    sha256.update(signing.toBytes());
    sha256.update(sealing.toBytes());
    sha256.update(paillier.toBytes());
    return KeyId.of(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /**
   * Returns what a manifest lists to revoke these keys: {@link #id}, and the fingerprint of each
   * key by itself, for who has stolen one could put it among others that are new. Those are SHA-256
   * of the label, a byte (1 signing, 2 sealing, 3 Paillier), and the key.
   */
  public List<KeyId> fingerprints() {
    return List.of(
        id(),
        fingerprint(1, signing.toBytes()),
        fingerprint(2, sealing.toBytes()),
        fingerprint(3, paillier.toBytes()));
  }

  private static KeyId fingerprint(int kind, byte[] key) {
    MessageDigest sha256 = sha256();
    sha256.update(Label.FINGERPRINT.bytes());
    sha256.update((byte) kind);
    sha256.update(key);
    return KeyId.of(sha256.digest());
  }

  /** Each key by itself, as text; for who must know whether any is used elsewhere. */
  List<String> parts() {
    return List.of(
        "signing " + signing.hex(),
        "sealing " + sealing.hex(),
        "modulus " + paillier.fingerprint());
  }

  void write(WireWriter out) throws IOException {
    out.raw(signing.toBytes());
    out.raw(sealing.toBytes());
    out.bytes(paillier.toBytes());
  }

  static PublicKeys read(WireReader in) throws IOException {
    return new PublicKeys(
        VerifyingKey.of(in.raw(VerifyingKey.BYTES)),
        SealingPublicKey.of(in.raw(SealingPublicKey.BYTES)),
        PaillierKey.of(in.bytes(MAX_MODULUS_BYTES)));
  }
}
