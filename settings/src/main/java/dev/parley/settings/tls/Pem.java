// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings.tls;

import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Files of certificates and keys in textual form (RFC 7468). What is wrong with one is told by an
 * {@link IllegalArgumentException}, never with a byte of a key.
 */
final class Pem {
  private static final long MAX_BYTES = 4 << 20;
  private static final Pattern CERTIFICATE = block("CERTIFICATE");
  private static final Pattern PRIVATE_KEY = block("PRIVATE KEY");
  private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN [A-Z ]+ PRIVATE KEY-----");

  private Pem() {}

  /** Returns the certificates of a file in its order; at least one. */
  static List<X509Certificate> certificates(Path file) {
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher blocks = CERTIFICATE.matcher(text(file));
    try {
      CertificateFactory x509 = CertificateFactory.getInstance("X.509");
      while (blocks.find()) {
        byte[] der = Base64.getMimeDecoder().decode(blocks.group(1));
        certificates.add((X509Certificate) x509.generateCertificate(new ByteArrayInputStream(der)));
      }
    } catch (CertificateException | IllegalArgumentException e) {
      throw new IllegalArgumentException("a certificate in the file is damaged", e);
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("the file holds no certificate in PEM");
    }
    return List.copyOf(certificates);
  }

  /** Returns the certificates of a file as text, without what else may stand there. */
  static String certificateText(Path file) {
    return CERTIFICATE
            .matcher(text(file))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  /** Returns the one key of a file that nobody but its owner may read. */
  static PrivateKey privateKey(Path file) {
    String text;
    try {
      text = new String(SecretFile.readBytes(file), StandardCharsets.US_ASCII);
    } catch (ParleyException e) {
      throw new IllegalArgumentException(e.fact(), e);
    }
    Matcher block = PRIVATE_KEY.matcher(text);
    if (!block.find()) {
      throw new IllegalArgumentException(
          OTHER_KEY.matcher(text).find()
              ? "want an unencrypted key in PKCS#8: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW"
              : "the file holds no private key in PEM");
    }
    return parse(block.group(1));
  }

  private static PrivateKey parse(String base64) {
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the key is damaged");
    }
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(der);
    for (String algorithm : List.of("EC", "RSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (GeneralSecurityException e) {
        // The other one, perhaps; the parser's own words might repeat what it read.
      }
    }
    throw new IllegalArgumentException("want a key of kind EC or RSA; this is another, or damaged");
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException("the file is longer than any list of certificates");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the file cannot be read: " + e.getClass().getSimpleName(), e);
    }
  }

  private static Pattern block(String label) {
    return Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----");
  }
}
