// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Accepts a server if its certificate is signed by an authority that is trusted, is valid now, and
 * is for the host that was called. Whatever library makes the connection: one that does not ask for
 * the host to be checked, or speaks an older TLS, gets no connection.
 */
final class CheckedTrust extends X509ExtendedTrustManager {
  private final Reloading<X509ExtendedTrustManager> authorities;

  CheckedTrust(Reloading<X509ExtendedTrustManager> authorities) {
    this.authorities = authorities;
  }

  private interface Check {
    void run() throws CertificateException;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    if (!(socket instanceof SSLSocket tls)) {
      throw unchecked();
    }
    requireStrict(tls.getHandshakeSession(), tls.getSSLParameters());
    X509ExtendedTrustManager trusted = authorities.get();
    trust(() -> trusted.checkServerTrusted(chain, authType), chain);
    requireHost(() -> trusted.checkServerTrusted(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    requireStrict(engine.getHandshakeSession(), engine.getSSLParameters());
    X509ExtendedTrustManager trusted = authorities.get();
    trust(() -> trusted.checkServerTrusted(chain, authType), chain);
    requireHost(() -> trusted.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw unchecked();
  }

  private static void requireStrict(@Nullable SSLSession session, SSLParameters parameters)
      throws CertificateException {
    if (session == null || !Protocols.allow(session.getProtocol())) {
      throw new RefusedCertificateException("it speaks an older TLS than 1.2");
    }
    if (!"HTTPS".equalsIgnoreCase(parameters.getEndpointIdentificationAlgorithm())) {
      throw unchecked();
    }
  }

  private static void trust(Check check, X509Certificate[] chain) throws CertificateException {
    try {
      check.run();
    } catch (CertificateException e) {
      throw new RefusedCertificateException(reason(e, chain), e);
    }
  }

  private static String reason(CertificateException e, X509Certificate[] chain) {
    if (has(e, CertificateExpiredException.class)) {
      return "its certificate has expired";
    }
    if (has(e, CertificateNotYetValidException.class)) {
      return "its certificate is not valid yet";
    }
    // Where no path is found, the JDK does not say that dates are why.
    try {
      chain[0].checkValidity();
    } catch (CertificateExpiredException expired) {
      return "its certificate has expired";
    } catch (CertificateNotYetValidException early) {
      return "its certificate is not valid yet";
    }
    return "its certificate is not signed by an authority that is trusted here";
  }

  private static boolean has(Throwable e, Class<? extends Throwable> type) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
        .anyMatch(type::isInstance);
  }

  /** After all else was found good: what is left is the name. */
  private static void requireHost(Check check) throws CertificateException {
    try {
      check.run();
    } catch (CertificateException e) {
      throw new RefusedCertificateException("its certificate is for another host name", e);
    }
  }

  private static CertificateException unchecked() {
    return new RefusedCertificateException("nobody would check its host name");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw unchecked();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw unchecked();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw unchecked();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.get().getAcceptedIssuers();
  }
}
