// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import dev.parley.crypto.manifest.PublicFile;
import dev.parley.crypto.manifest.PublicKeys;
import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.wire.Label;
import dev.parley.wire.UnsignedBytes;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The private keys that one party made at one time: to sign, to open what is sealed to it, and to
 * decrypt sums. Nodes, analysts and founders have the same, so that nobody has to choose a role
 * when making keys.
 */
public final class MemberKeys {
  private static final int MAX_BYTES = PaillierKey.MAX_MODULUS_BITS / 8;

  private final SigningKey signing;
  private final SealingKey sealing;
  private final PaillierPrivateKey paillier;
  private final PublicKeys publicKeys;

  private MemberKeys(SigningKey signing, SealingKey sealing, PaillierPrivateKey paillier) {
    this.signing = signing;
    this.sealing = sealing;
    this.paillier = paillier;
    this.publicKeys =
        new PublicKeys(signing.verifyingKey(), sealing.publicKey(), paillier.publicKey());
  }

  /**
   * Makes keys.
   *
   * @param modulusBits of the Paillier key, at least {@link PaillierKey#MIN_MODULUS_BITS}
   */
  public static MemberKeys generate(int modulusBits, SecureRandom random) {
    return generate(PaillierPrivateKey.generate(modulusBits), random);
  }

  /**
   * Makes keys, but for the Paillier key, which is there: it is the one that takes long to make.
   */
  public static MemberKeys generate(PaillierPrivateKey paillier, SecureRandom random) {
    return new MemberKeys(SigningKey.generate(random), SealingKey.generate(random), paillier);
  }

  /**
   * Restores keys from the text of a key file.
   *
   * @throws IllegalArgumentException if it is not one; the message shows nothing of it
   */
  public static MemberKeys parse(String text) {
    KeyFile file = KeyFile.parse(text);
    PaillierKey modulus =
        new PaillierKey(UnsignedBytes.toInteger(file.bytesUpTo("modulus", MAX_BYTES)));
    return new MemberKeys(
        SigningKey.ofSeed(file.bytes("signing", 32)),
        SealingKey.ofBytes(file.bytes("sealing", 32)),
        PaillierPrivateKey.of(
            modulus, UnsignedBytes.toInteger(file.bytesUpTo("totient", MAX_BYTES))));
  }

  /** Returns the text of a key file: to be kept by its owner, readable by nobody else. */
  public String toText() {
    return new KeyFile()
        .with("signing", signing.seed())
        .with("sealing", sealing.toBytes())
        .with("modulus", paillier.publicKey().toBytes())
        .with("totient", unsigned(paillier.totient()))
        .toText();
  }

  private static byte[] unsigned(BigInteger value) {
    return UnsignedBytes.of(value, (value.bitLength() + 7) / 8);
  }

  public SigningKey signing() {
    return signing;
  }

  public SealingKey sealing() {
    return sealing;
  }

  public PaillierPrivateKey paillier() {
    return paillier;
  }

  /** Returns what others may know of these keys. */
  public PublicKeys publicKeys() {
    return publicKeys;
  }

  /** Returns the file that is handed to the founder, signed by these keys themselves. */
  public PublicFile publicFile(String name) {
    byte[] signature = signing.sign(Label.PUBLIC_KEYS, PublicFile.message(name, publicKeys));
    return new PublicFile(name, publicKeys, HexFormat.of().formatHex(signature));
  }

  @Override
  public String toString() {
    return "MemberKeys[secret withheld]";
  }
}
