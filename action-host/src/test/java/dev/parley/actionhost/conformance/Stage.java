// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

import dev.parley.actionhost.ActionHost;
import dev.parley.actionhost.TestJar;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.actionhost.config.HostLimits;
import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.settings.tls.Listen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server to ask, and a folder, which both go when the asking is done. */
final class Stage implements AutoCloseable {
  static final HostLimits LIMITS =
      new HostLimits(10_000, 30, 3, Duration.ofSeconds(20), Duration.ofMinutes(5));
  private static final String AUTH = "3f1a:0123456789abcdef0123456789abcdef";

  private final Path folder;
  private final Optional<ActionHost> host;
  private final Whisk whisk;

  private Stage(Server server, HostLimits limits) throws IOException {
    this.folder = Files.createTempDirectory("parley-conformance-");
    String jar = Base64.getEncoder().encodeToString(Files.readAllBytes(TestJar.in(folder)));
    this.host =
        server == Server.REAL
            ? Optional.empty()
            : Optional.of(
                ActionHost.start(
                    new ActionHostSettings(
                        Listen.LOOPBACK,
                        "guest",
                        NamespaceKey.of(AUTH),
                        folder.resolve("state"),
                        limits)));
    this.whisk =
        host.map(embedded -> new Whisk(server, embedded.apiHost(), AUTH, jar))
            .orElseGet(
                () ->
                    new Whisk(
                        server,
                        URI.create(System.getenv(Server.API_HOST)),
                        System.getenv(Server.AUTH),
                        jar));
  }

  /** Starts the embedded host, or reaches the real one; {@code limits} are for the former. */
  static Stage of(Server server, HostLimits limits) {
    try {
      return new Stage(server, limits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Whisk whisk() {
    return whisk;
  }

  @Override
  public void close() {
    whisk.close();
    host.ifPresent(ActionHost::close);
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
