// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Enumeration;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whose signature under a gateway's certificate counts: what a file holds, or what Java knows. */
final class TrustedAuthorities {
  private static final long MAX_BYTES = 16 << 20;
  private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String PEM_END = "-----END CERTIFICATE-----";

  private TrustedAuthorities() {}

  /**
   * Reads the trust store that the settings name.
   *
   * @throws SQLException if it cannot be read, or holds no certificate
   */
  static TrustManager[] of(ConnectionSettings settings) throws SQLException {
    KeyStore store = null;
    if (!settings.trustStore().isEmpty()) {
      store = read(settings.trustStore(), settings.trustStorePassword());
    }
    return managers(store);
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws SQLException {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException e) {
      throw unusable("Java's own trust store cannot be read");
    }
  }

  private static KeyStore read(String file, char[] password) throws SQLException {
    try {
      Path path = Paths.get(file);
      if (Files.size(path) > MAX_BYTES) {
        throw unusable("The trustStore is too long");
      }
      KeyStore store = parse(Files.readAllBytes(path), password);
      if (!hasCertificate(store)) {
        throw unusable("The trustStore holds no certificate, or its password is missing");
      }
      return store;
    } catch (IOException | InvalidPathException e) {
      throw unusable("The trustStore cannot be read, or its password is wrong");
    } catch (GeneralSecurityException e) {
      throw unusable("The trustStore is damaged, or of an unknown format");
    }
  }

  /** Tells the format by the content: names of files promise nothing. */
  private static KeyStore parse(byte[] bytes, char[] password)
      throws IOException, GeneralSecurityException {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.contains(PEM_BEGIN)) {
      return pem(text);
    }
    boolean jks = bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xED;
    KeyStore store = KeyStore.getInstance(jks ? "JKS" : "PKCS12");
    store.load(new ByteArrayInputStream(bytes), password.length == 0 ? null : password);
    Arrays.fill(password, ' ');
    return store;
  }

  private static KeyStore pem(String text) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    CertificateFactory x509 = CertificateFactory.getInstance("X.509");
    int begin = text.indexOf(PEM_BEGIN);
    while (begin >= 0) {
      int end = text.indexOf(PEM_END, begin);
      if (end < 0) {
        throw new GeneralSecurityException("Cut off");
      }
      String block = text.substring(begin, end + PEM_END.length());
      try (InputStream in = new ByteArrayInputStream(block.getBytes(StandardCharsets.ISO_8859_1))) {
        store.setCertificateEntry(String.valueOf(begin), x509.generateCertificate(in));
      }
      begin = text.indexOf(PEM_BEGIN, end);
    }
    return store;
  }

  private static boolean hasCertificate(KeyStore store) throws GeneralSecurityException {
    for (Enumeration<String> names = store.aliases(); names.hasMoreElements(); ) {
      Certificate certificate = store.getCertificate(names.nextElement());
      if (certificate != null) {
        return true;
      }
    }
    return false;
  }

  private static SQLException unusable(String fact) {
    return SqlErrors.invalidSettings(
        fact, "Name a PEM, PKCS#12 or JKS file with the certificates of authorities.");
  }
}
