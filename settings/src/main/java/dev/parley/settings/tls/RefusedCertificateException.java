// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings.tls;

import java.security.cert.CertificateException;

/** A server has shown a certificate that was not accepted; the message says why, in our words. */
final class RefusedCertificateException extends CertificateException {
  private static final long serialVersionUID = 1L;

  RefusedCertificateException(String fact) {
    super(fact);
  }

  RefusedCertificateException(String fact, CertificateException cause) {
    super(fact, cause);
  }
}
