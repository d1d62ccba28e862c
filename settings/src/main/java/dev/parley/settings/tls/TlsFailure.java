// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings.tls;

import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Why two ends found no common TLS, for messages that people read. */
public final class TlsFailure {
  private TlsFailure() {}

  /**
   * Returns what a caller may say of the server after "it cannot be trusted", such as "its
   * certificate has expired"; empty if the exception is about something else than the handshake.
   */
  public static Optional<String> of(@Nullable Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
        .flatMap(cause -> fact(cause).stream())
        .reduce((outer, inner) -> inner);
  }

  private static Optional<String> fact(Throwable e) {
    if (e instanceof RefusedCertificateException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
    if (e instanceof SSLHandshakeException) {
      return Optional.of("it and this side agree on no TLS 1.2 or 1.3");
    }
    boolean garbage =
        e instanceof SSLException && String.valueOf(e.getMessage()).contains("SSL message");
    return garbage ? Optional.of("it does not speak TLS") : Optional.empty();
  }
}
