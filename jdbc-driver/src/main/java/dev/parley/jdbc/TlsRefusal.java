// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Why there is no encrypted connection, in words for whoever wanted one. */
final class TlsRefusal {
  private TlsRefusal() {}

  static SQLException of(SSLException e, String address) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return distrust(address, "its certificate has expired", "Have it renewed.");
      }
      if (cause instanceof CertificateNotYetValidException) {
        return distrust(address, "its certificate is not valid yet", "Check this machine's clock.");
      }
      // The JDK's check of the host name throws the bare class, its check of the path others.
      if (cause.getClass() == CertificateException.class) {
        return distrust(
            address,
            "its certificate is for another host name",
            "Use the host name that the certificate has.");
      }
    }
    if (e.getCause() instanceof CertificateException) {
      return distrust(
          address,
          "its certificate is not signed by an authority that is trusted here",
          "Set trustStore to the file of the authority that signed it.");
    }
    return e instanceof SSLHandshakeException ? brokenOff(address) : noTls(address);
  }

  /** For a server that ends the connection in the middle of the handshake. */
  static SQLException brokenOff(String address) {
    return SqlErrors.cannotConnect(
        address + " does not agree to TLS 1.2 or 1.3",
        "Check host and port, and that the gateway has TLS.");
  }

  private static SQLException noTls(String address) {
    return SqlErrors.cannotConnect(
        address + " does not speak TLS",
        "Check host and port; tls=false if something else protects the way.");
  }

  private static SQLException distrust(String address, String why, String hint) {
    return SqlErrors.cannotConnect(
        "The gateway at " + address + " cannot be trusted: " + why, hint);
  }
}
