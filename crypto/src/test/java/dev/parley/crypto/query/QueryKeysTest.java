// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.wire.Label;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

class QueryKeysTest {
  private static final QuerySecret SECRET =
      QuerySecret.of(
          new byte[] {
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
            16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
          });

  /** Test case 3 of RFC 5869, appendix A: neither salt nor info, as salt is left out here. */
  @Test
  void hkdfGivesThePublishedKeys() {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(hex("0b".repeat(22)), null, null));
    byte[] key = new byte[42];

    hkdf.generateBytes(key, 0, 42);

    assertThat(HexFormat.of().formatHex(key))
        .isEqualTo(
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                + "9d201395faa4b61a96c8");
  }

  /** RFC 5869 written out with the JDK's HMAC. */
  @Test
  void keysAreThoseOfAnotherImplementationAndDifferByPurpose() throws GeneralSecurityException {
    byte[] extracted = hmac(new byte[32], SECRET.toBytes());
    for (String purpose : List.of("token", "label", "row", "check", "pad")) {
      byte[] info = ("parley/1/query/" + purpose + "\1").getBytes(StandardCharsets.US_ASCII);
      Label label = Label.valueOf("QUERY_" + purpose.toUpperCase(Locale.ROOT));
      assertThat(QueryKeys.derive(SECRET, label)).isEqualTo(hmac(extracted, info));
    }
    assertThat(QueryKeys.derive(SECRET, Label.QUERY_TOKEN))
        .isNotEqualTo(QueryKeys.derive(SECRET, Label.QUERY_LABEL));
  }

  @Test
  void aTokenIsTheHmacOfTheCanonicalKey() throws GeneralSecurityException {
    GroupKey key = GroupKey.of(Arrays.asList("north", null));

    assertThat(new GroupTokens(SECRET).token(key))
        .isEqualTo(hmac(QueryKeys.derive(SECRET, Label.QUERY_TOKEN), key.encode()));
  }

  /** RFC 8452, appendix C.2, the first two of AEAD_AES_256_GCM_SIV. */
  @Test
  void gcmSivGivesThePublishedCiphertexts() throws InvalidCipherTextException {
    assertThat(gcmSiv("")).isEqualTo("07f5f4169bbf55a8400cd47ea6fd400f");
    assertThat(gcmSiv("0100000000000000"))
        .isEqualTo("c2ef328e5c71c83b843122130f7364b761e0b97427e3df28");
  }

  private static String gcmSiv(String plaintext) throws InvalidCipherTextException {
    GCMSIVBlockCipher cipher = new GCMSIVBlockCipher(AESEngine.newInstance());
    KeyParameter key = new KeyParameter(hex("01" + "00".repeat(31)));
    cipher.init(true, new AEADParameters(key, 128, hex("03" + "00".repeat(11))));
    byte[] input = hex(plaintext);
    byte[] output = new byte[cipher.getOutputSize(input.length)];
    int written = cipher.processBytes(input, 0, input.length, output, 0);
    cipher.doFinal(output, written);
    return HexFormat.of().formatHex(output);
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
