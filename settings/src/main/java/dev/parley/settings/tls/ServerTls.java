// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings.tls;

import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The certificate and the key of a server. Both files are read again when they change, so that a
 * renewed certificate needs no restart.
 */
public final class ServerTls {
  private final Reloading<ServerIdentity> identity;
  private final SSLContext context;

  private ServerTls(Reloading<ServerIdentity> identity) {
    this.identity = identity;
    this.context = Protocols.context(new KeyManager[] {new RenewedKeys(identity)}, null);
  }

  /**
   * Reads a certificate with its chain, and its key.
   *
   * @throws IllegalArgumentException if one cannot be read, they do not belong together, or the
   *     certificate is not valid now
   */
  public static ServerTls of(Path certificate, Path key) {
    return new ServerTls(
        new Reloading<>(List.of(certificate, key), () -> ServerIdentity.read(certificate, key)));
  }

  /** Reads the section {@code tls: {certificate, key}}; empty if it is not there. */
  static Supplier<Optional<ServerTls>> read(Settings root) {
    if (!root.has("tls")) {
      return Optional::empty;
    }
    Settings section = root.section("tls");
    Setting<Path> certificate = section.required("certificate", section::resolve);
    if (certificate.found().isEmpty()) {
      Setting<Path> unused = section.path("key");
      return Optional::empty;
    }
    // Read together, so that a fault of the two is told with all others.
    Path chain = certificate.get();
    Setting<ServerTls> tls = section.required("key", key -> of(chain, section.resolve(key)));
    return () -> Optional.of(tls.get());
  }

  /** For sockets and engines that also take {@link #parameters()}. */
  public SSLContext context() {
    return context;
  }

  /** Protocol versions, and that the server's order of cipher suites holds. */
  public SSLParameters parameters() {
    SSLParameters parameters = Protocols.parameters(context);
    parameters.setUseCipherSuitesOrder(true);
    return parameters;
  }

  /** When the certificate ends that is in use now, or one of its chain. */
  public Instant validUntil() {
    return identity.get().validUntil();
  }

  @Override
  public String toString() {
    return "ServerTls[until " + validUntil() + "]";
  }
}
