// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.wire.Label;
import dev.parley.wire.UnsignedBytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519ctxSigner;
import org.junit.jupiter.api.Test;

class KeysOfPeersTest {
  private static final String RFC_SECRET =
      "0305334e381af78f141cb666f6199f57bc3495335a256a95bd2a55bf546663f6";
  private static final String RFC_PUBLIC =
      "dfc9425e4f968f7f0c29f0259cf5f9aed6851c2bb4ad8bfb860cfee0ab248292";
  private static final String RFC_MESSAGE = "f726936d19c800494e3fdaff20b276a8";

  /** RFC 8032, §7.2: the same message under two contexts. */
  @Test
  void signaturesAreThePublishedOnes() {
    assertThat(sign("foo"))
        .isEqualTo(
            "55a4cc2f70a54e04288c5f4cd1e45a7bb520b36292911876cada7323198dd87a"
                + "8b36950b95130022907a7fb7c4e9b2d5f6cca685a587b4b21f4b888e4e7edb0d");
    assertThat(sign("bar"))
        .isEqualTo(
            "fc60d5872fc46b3aa69f8b5b4351d5808f92bcc044606db097abab6dbcb1aee3"
                + "216c48e8b3b66431b5b186d1d28f8ee15a5ca2df6668346291c2043d4eb3e90d");
  }

  @Test
  void aSignatureVerifiesForItsKindAndMessageAndKeyAlone() {
    VerifyingKey key = new VerifyingKey(RFC_PUBLIC);
    byte[] message = hex(RFC_MESSAGE);
    byte[] signature = hex(sign(Label.CATALOG.text()));

    assertThat(key.verifies(Label.CATALOG, message, signature)).isTrue();
    assertThat(key.verifies(Label.REFUSAL, message, signature)).isFalse();
    assertThat(key.verifies(Label.CATALOG, hex("00"), signature)).isFalse();
    assertThat(key.verifies(Label.CATALOG, message, new byte[63])).isFalse();
    for (int i = 0; i < signature.length; i++) {
      byte[] flipped = signature.clone();
      flipped[i] ^= 1;
      assertThat(key.verifies(Label.CATALOG, message, flipped)).isFalse();
    }
  }

  @Test
  void signingKeysThatAreNoPointsOrOfSmallOrderAreRefused() {
    for (String wrong :
        List.of(
            "",
            RFC_PUBLIC.toUpperCase(java.util.Locale.ROOT),
            "00".repeat(32),
            "01" + "00".repeat(31),
            "ec" + "ff".repeat(30) + "7f",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ff".repeat(32),
            "02" + "00".repeat(31))) {
      assertThatThrownBy(() -> new VerifyingKey(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** (-x, -y) is a point of a key plus the point of order two: signatures may verify for both. */
  @Test
  void signingKeysOutsideThePrimeOrderGroupAreRefused() {
    BigInteger prime = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    BigInteger encoded = new BigInteger(1, reversed(hex(RFC_PUBLIC)));
    BigInteger y = encoded.clearBit(255);
    BigInteger negated = prime.subtract(y);
    BigInteger other = encoded.testBit(255) ? negated : negated.setBit(255);
    String mixed = HexFormat.of().formatHex(reversed(UnsignedBytes.of(other, 32)));

    assertThatThrownBy(() -> new VerifyingKey(mixed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid signing key: no point of the prime-order group");
  }

  @Test
  void sealingKeysOfSmallOrderAreRefused() {
    for (String wrong :
        List.of(
            "",
            "00".repeat(32),
            "01" + "00".repeat(31),
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")) {
      assertThatThrownBy(() -> new SealingPublicKey(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new SealingPublicKey("09" + "00".repeat(31)).hex()).startsWith("09");
  }

  private static String sign(String context) {
    Ed25519ctxSigner signer = new Ed25519ctxSigner(context.getBytes(StandardCharsets.US_ASCII));
    signer.init(true, new Ed25519PrivateKeyParameters(hex(RFC_SECRET), 0));
    byte[] message = hex(RFC_MESSAGE);
    signer.update(message, 0, message.length);
    return HexFormat.of().formatHex(signer.generateSignature());
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
