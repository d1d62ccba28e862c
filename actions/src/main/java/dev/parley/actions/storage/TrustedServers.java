// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Which servers may be talked to: those with a certificate of an authority that is named here. */
public final class TrustedServers {
  private final SSLSocketFactory sockets;

  private TrustedServers(SSLSocketFactory sockets) {
    this.sockets = sockets;
  }

  /**
   * Trusts the certificates of a PEM text and no others.
   *
   * @throws IllegalArgumentException if it holds none, or a damaged one
   */
  public static TrustedServers of(String pem) {
    try {
      KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
      authorities.load(null, null);
      byte[] text = pem.getBytes(StandardCharsets.US_ASCII);
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(text))) {
        authorities.setCertificateEntry(String.valueOf(authorities.size()), certificate);
      }
      if (authorities.size() == 0) {
        throw new IllegalArgumentException("Invalid trust: no certificate");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authorities);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return new TrustedServers(context.getSocketFactory());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("Invalid trust: a damaged certificate", e);
    }
  }

  SSLSocketFactory sockets() {
    return sockets;
  }
}
