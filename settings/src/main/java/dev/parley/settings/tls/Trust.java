// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates a caller trusts: authorities from a file, which is read again when it changes,
 * or those that come with Java.
 */
public final class Trust {
  /** The authorities that come with Java, or that {@code javax.net.ssl.trustStore} names. */
  public static final Trust OF_JVM = new Trust(Optional.empty());

  private final Optional<Path> file;
  private final TrustManager manager;

  private Trust(Optional<Path> file) {
    this.file = file;
    this.manager =
        new CheckedTrust(
            new Reloading<>(
                file.stream().toList(),
                () -> managerOf(file.map(Trust::authorities).orElse(null))));
  }

  /**
   * Trusts the certificates of a PEM file.
   *
   * @throws IllegalArgumentException if it cannot be read, or none in it is valid now
   */
  public static Trust in(Path file) {
    return new Trust(Optional.of(file));
  }

  /** The certificates of the file in PEM, for a caller elsewhere; empty if there is no file. */
  public Optional<String> pem() {
    return file.map(Pem::certificateText);
  }

  /** When the first certificate of the file ends that is valid now; empty if there is no file. */
  public Optional<Instant> validUntil() {
    return file.stream()
        .flatMap(named -> Pem.certificates(named).stream())
        .filter(Trust::isValidNow)
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Instant::compareTo);
  }

  /** A context for callers that also take {@link #parameters()}. */
  public SSLContext context() {
    return Protocols.context(null, managers());
  }

  /** Protocol versions, and that host names are checked. */
  public SSLParameters parameters() {
    SSLParameters parameters = Protocols.parameters(context());
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    return parameters;
  }

  /** For libraries that make their own context; they must ask for host names to be checked. */
  public TrustManager[] managers() {
    return new TrustManager[] {manager};
  }

  private static KeyStore authorities(Path file) {
    List<X509Certificate> valid =
        Pem.certificates(file).stream().filter(Trust::isValidNow).toList();
    if (valid.isEmpty()) {
      throw new IllegalArgumentException("no certificate in the file is valid now");
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (X509Certificate certificate : valid) {
        store.setCertificateEntry(String.valueOf(store.size()), certificate);
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("A store in memory does not fail", e);
    }
  }

  private static boolean isValidNow(X509Certificate certificate) {
    try {
      certificate.checkValidity();
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  private static X509ExtendedTrustManager managerOf(@Nullable KeyStore authorities) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(authorities);
      return (X509ExtendedTrustManager)
          Arrays.stream(factory.getTrustManagers())
              .filter(X509ExtendedTrustManager.class::isInstance)
              .findFirst()
              .orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java's own authorities cannot be read", e);
    }
  }

  @Override
  public String toString() {
    return "Trust[" + file.map(Path::toString).orElse("of the JVM") + "]";
  }
}
