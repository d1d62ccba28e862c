// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings.tls;

import dev.parley.settings.Setting;
import dev.parley.settings.Settings;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a server listens, and whether with TLS.
 *
 * @param host a name or an address of this machine
 * @param port 0 for any that is free
 */
public record Listen(String host, int port, Optional<ServerTls> tls) {
  /** Any free port that only this machine reaches, without TLS. */
  public static final Listen LOOPBACK = new Listen("127.0.0.1", 0);

  private static final int HIGHEST_PORT = 65_535;

  /** Without TLS. */
  public Listen(String host, int port) {
    this(host, port, Optional.empty());
  }

  /**
   * Reads the sections {@code listen: {host, port, plaintext}} and {@code tls: {certificate, key}}
   * of a file. Without {@code tls}, the host must be a loopback address, or {@code plaintext} true.
   *
   * @return the address, to be asked for after {@link Settings#finish()}
   */
  public static Supplier<Listen> read(Settings root, int presetPort) {
    Settings section = root.section("listen");
    boolean plaintext = section.isTrue("plaintext");
    boolean encrypted = root.has("tls");
    Setting<String> host =
        section.optional(
            "host", text -> protectedHost(text.strip(), plaintext || encrypted), LOOPBACK.host());
    Setting<Integer> port = section.optional("port", Settings.integer(0, HIGHEST_PORT), presetPort);
    Supplier<Optional<ServerTls>> tls = ServerTls.read(root);
    if (plaintext && encrypted) {
      section.fault("plaintext is true, and there is a section tls: want one or the other");
    }
    return () -> new Listen(host.get(), port.get(), tls.get());
  }

  private static String protectedHost(String host, boolean decided) {
    if (!decided && !Loopback.is(host)) {
      throw new IllegalArgumentException(
          "would be reached without TLS: add a section tls with certificate and key, or plaintext:"
              + " true beside it if something else protects the way");
    }
    return host;
  }

  /** {@code http} or {@code https}. */
  public String scheme() {
    return tls.isPresent() ? "https" : "http";
  }

  /** Where, and how protected, for people. */
  public String describe() {
    String how =
        tls.map(
                t ->
                    "with TLS, certificate valid until "
                        + t.validUntil().truncatedTo(ChronoUnit.SECONDS))
            .orElse(Loopback.is(host) ? "without TLS, for this machine only" : "without TLS");
    return "listening on %s:%d %s".formatted(host, port, how);
  }
}
