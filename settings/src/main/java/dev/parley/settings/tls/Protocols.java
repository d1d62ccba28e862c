// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings.tls;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Which TLS is spoken: 1.3 (RFC 8446) and 1.2 (RFC 5246). */
public final class Protocols {
  private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

  private Protocols() {}

  /** The versions by the names that JSSE gives them. */
  public static String[] names() {
    return VERSIONS.toArray(String[]::new);
  }

  static boolean allow(@Nullable String version) {
    return version != null && VERSIONS.contains(version);
  }

  static SSLContext context(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has TLS", e);
    }
  }

  static SSLParameters parameters(SSLContext context) {
    SSLParameters parameters = context.getDefaultSSLParameters();
    parameters.setProtocols(names());
    return parameters;
  }
}
