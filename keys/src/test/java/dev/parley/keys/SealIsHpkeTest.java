// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.wire.ObjectKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Opens with RFC 9180 written out over the JDK's primitives what BouncyCastle sealed. */
class SealIsHpkeTest {
  private static final int AES_128_GCM = 1;
  private static final int AES_256_GCM = 2;
  private static final byte[] NONE = {};

  /** RFC 9180, appendix A.1.1, sequence number 0: shows that this reading of the RFC is right. */
  @Test
  void opensThePublishedCiphertext() throws GeneralSecurityException {
    byte[] secretKey = hex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8");
    byte[] publicKey = hex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");
    byte[] sealed =
        hex(
            "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
                + "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9"
                + "6d8770ac83d07bea87e13c512a");

    byte[] opened =
        open(
            AES_128_GCM,
            new byte[][] {secretKey, publicKey},
            new byte[][] {ascii("Ode on a Grecian Urn"), ascii("Count-0")},
            sealed);

    assertThat(new String(opened, StandardCharsets.US_ASCII))
        .isEqualTo("Beauty is truth, truth beauty");
  }

  @Test
  void opensWhatWeSeal() throws GeneralSecurityException {
    SealingKey key = TestKeys.NORTH.sealing();
    byte[] header = {1, 2, 3};
    byte[] plaintext = ascii("how many?");

    byte[] sealed = key.publicKey().seal(ObjectKind.SUB_QUERY, header, plaintext);

    byte[][] keys = {key.toBytes(), hex(key.publicKey().hex())};
    byte[][] bound = {ascii("parley/1/sub-query"), header};
    assertThat(open(AES_256_GCM, keys, bound, sealed)).isEqualTo(plaintext);
    assertThat(key.open(ObjectKind.SUB_QUERY, header, sealed)).isEqualTo(plaintext);
  }

  /** RFC 9180, §6.1, OpenBase: {@code keys} are skR and pkR, {@code bound} info and aad. */
  private static byte[] open(int aead, byte[][] keys, byte[][] bound, byte[] sealed)
      throws GeneralSecurityException {
    byte[] encapsulated = Arrays.copyOf(sealed, 32);
    byte[] shared = decapsulate(encapsulated, keys[0], keys[1]);
    byte[] suite = join(ascii("HPKE"), hex("00200001"), new byte[] {0, (byte) aead});
    byte[] context =
        join(
            new byte[1],
            labeledExtract(suite, NONE, "psk_id_hash", NONE),
            labeledExtract(suite, NONE, "info_hash", bound[0]));
    byte[] secret = labeledExtract(suite, shared, "secret", NONE);
    byte[] key = labeledExpand(suite, secret, "key", context, aead == AES_256_GCM ? 32 : 16);
    byte[] nonce = labeledExpand(suite, secret, "base_nonce", context, 12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(bound[1]);
    return cipher.doFinal(sealed, 32, sealed.length - 32);
  }

  /** RFC 9180, §4.1, Decap. */
  private static byte[] decapsulate(byte[] encapsulated, byte[] secretKey, byte[] publicKey)
      throws GeneralSecurityException {
    KeyFactory keys = KeyFactory.getInstance("X25519");
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(
        keys.generatePrivate(
            new PKCS8EncodedKeySpec(join(hex("302e020100300506032b656e04220420"), secretKey))));
    agreement.doPhase(
        keys.generatePublic(
            new X509EncodedKeySpec(join(hex("302a300506032b656e032100"), encapsulated))),
        true);
    byte[] suite = join(ascii("KEM"), hex("0020"));
    byte[] extracted = labeledExtract(suite, NONE, "eae_prk", agreement.generateSecret());
    return labeledExpand(suite, extracted, "shared_secret", join(encapsulated, publicKey), 32);
  }

  private static byte[] labeledExtract(byte[] suite, byte[] salt, String label, byte[] input)
      throws GeneralSecurityException {
    byte[] key = salt.length == 0 ? new byte[32] : salt;
    return hmac(key, join(ascii("HPKE-v1"), suite, ascii(label), input));
  }

  /** One block of HKDF-Expand is enough for all lengths here. */
  private static byte[] labeledExpand(
      byte[] suite, byte[] key, String label, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] bytes = ByteBuffer.allocate(2).putShort((short) length).array();
    byte[] input = join(bytes, ascii("HPKE-v1"), suite, ascii(label), info, new byte[] {1});
    return Arrays.copyOf(hmac(key, input), length);
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
