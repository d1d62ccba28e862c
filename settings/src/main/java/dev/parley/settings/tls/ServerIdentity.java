// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A certificate with its chain and its key, which belong together and are valid now. A class and
 * not a record, for it holds the key.
 */
final class ServerIdentity {
  private static final int LEAST_RSA_BITS = 2048;
  private static final byte[] PROBE = {1, 2, 3};

  private final String alias = UUID.randomUUID().toString();
  private final List<X509Certificate> chain;
  private final PrivateKey key;

  private ServerIdentity(List<X509Certificate> chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  /**
   * Reads both files.
   *
   * @throws IllegalArgumentException that says what is wrong with them
   */
  static ServerIdentity read(Path certificates, Path key) {
    ServerIdentity identity =
        new ServerIdentity(Pem.certificates(certificates), Pem.privateKey(key));
    Instant now = Instant.now();
    if (now.isAfter(identity.validUntil())) {
      throw new IllegalArgumentException("the certificate expired at " + identity.validUntil());
    }
    Instant from = identity.chain.get(0).getNotBefore().toInstant();
    if (now.isBefore(from)) {
      throw new IllegalArgumentException("the certificate is not valid before " + from);
    }
    identity.requireKeyOfCertificate();
    identity.requireOrder();
    return identity;
  }

  private void requireKeyOfCertificate() {
    PublicKey shown = chain.get(0).getPublicKey();
    if (shown instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
      throw new IllegalArgumentException("want an RSA key of at least " + LEAST_RSA_BITS + " bits");
    }
    boolean fits = false;
    try {
      String algorithm = "SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(shown);
      signature.update(PROBE);
      fits = signature.verify(signed);
    } catch (GeneralSecurityException e) {
      // It does not fit.
    }
    if (!fits) {
      throw new IllegalArgumentException("the key is not the one of the certificate");
    }
  }

  private void requireOrder() {
    for (int i = 1; i < chain.size(); i++) {
      try {
        chain.get(i - 1).verify(chain.get(i).getPublicKey());
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException(
            "want the server's own certificate first, and after each the one that signed it", e);
      }
    }
  }

  /** Tells this identity from any other. */
  String alias() {
    return alias;
  }

  PrivateKey key() {
    return key;
  }

  X509Certificate[] chain() {
    return chain.toArray(X509Certificate[]::new);
  }

  /** When the first certificate of the chain ends. */
  Instant validUntil() {
    return chain.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  @Override
  public String toString() {
    return "ServerIdentity[until " + validUntil() + ", key withheld]";
  }
}
