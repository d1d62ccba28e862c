// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.protocol.AnalystId;
import dev.parley.wire.UnsignedBytes;
import java.math.BigInteger;
import java.security.SecureRandom;

/** The private keys of an analyst's gateway. */
public final class AnalystKeys {
  private static final String TYPE = "analyst";
  private static final int MAX_BYTES = PaillierKey.MAX_MODULUS_BITS / 8;

  private final SigningKey signing;
  private final SealingKey sealing;
  private final PaillierPrivateKey paillier;

  private AnalystKeys(SigningKey signing, SealingKey sealing, PaillierPrivateKey paillier) {
    this.signing = signing;
    this.sealing = sealing;
    this.paillier = paillier;
  }

  /**
   * Makes keys.
   *
   * @param modulusBits of the Paillier key, at least {@link PaillierKey#MIN_MODULUS_BITS}
   */
  public static AnalystKeys generate(int modulusBits, SecureRandom random) {
    return new AnalystKeys(
        SigningKey.generate(random),
        SealingKey.generate(random),
        PaillierPrivateKey.generate(modulusBits));
  }

  /**
   * Restores keys from the text of a key file.
   *
   * @throws IllegalArgumentException if it is not one of an analyst
   */
  public static AnalystKeys parse(String text) {
    KeyFile file = KeyFile.parse(TYPE, text);
    PaillierKey modulus =
        new PaillierKey(UnsignedBytes.toInteger(file.bytesUpTo("modulus", MAX_BYTES)));
    return new AnalystKeys(
        SigningKey.ofSeed(file.bytes("signing", 32)),
        SealingKey.ofBytes(file.bytes("sealing", 32)),
        PaillierPrivateKey.of(
            modulus, UnsignedBytes.toInteger(file.bytesUpTo("totient", MAX_BYTES))));
  }

  /** Returns the text of a key file: to be kept by the analyst, readable by nobody else. */
  public String toText() {
    return KeyFile.of(TYPE)
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
  public AnalystIdentity identity(AnalystId analyst) {
    return new AnalystIdentity(
        analyst, signing.verifyingKey(), sealing.publicKey(), paillier.publicKey());
  }

  @Override
  public String toString() {
    return "AnalystKeys[secret withheld]";
  }
}
