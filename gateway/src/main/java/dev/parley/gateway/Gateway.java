// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.gateway.config.GatewaySettings;
import dev.parley.gateway.config.UserRegister;
import dev.parley.gateway.jdbc.GatewayServer;
import dev.parley.gateway.jdbc.QueryService;
import dev.parley.gateway.members.Federation;
import dev.parley.gateway.query.QueryLimits;
import dev.parley.gateway.query.SecureQueries;
import dev.parley.gateway.session.QueryServices;
import dev.parley.members.ManifestSource;
import dev.parley.members.ManifestWatch;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.S3Pipe;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.Listen;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** A running gateway, which serves JDBC clients. */
public final class Gateway implements AutoCloseable {
  private final QueryService service;
  private final GatewayServer server;
  private final Listen listen;

  private Gateway(QueryService service, GatewayServer server, Listen listen) {
    this.service = service;
    this.server = server;
    this.listen = listen;
  }

  /**
   * Starts a gateway.
   *
   * @throws ParleyException with INVALID_SETTINGS if keys and manifest do not fit together, with
   *     CANNOT_START if its port is in use
   */
  public static Gateway start(GatewaySettings settings) {
    return start(settings, UserRegister.of(settings.users()));
  }

  /**
   * Starts a gateway by gateway.yaml. Users and their passwords are read again whenever they
   * change, and secrets that are shown to others; all else is not.
   *
   * @throws ParleyException also with INVALID_SETTINGS that names all faults of the file
   */
  public static Gateway start(Path file) {
    GatewaySettings settings = GatewaySettings.read(file);
    return start(settings, UserRegister.watch(file, settings));
  }

  private static Gateway start(GatewaySettings settings, UserRegister users) {
    QueryService service = open(settings, users);
    try {
      Listen listen = settings.listen();
      return new Gateway(service, GatewayServer.start(listen, service, settings.limits()), listen);
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
  }

  /**
   * Says whether a gateway could be set up so, without starting one.
   *
   * @throws ParleyException with INVALID_SETTINGS if keys and manifest do not fit together
   */
  public static void check(GatewaySettings settings) {
    requireNamed(settings, ManifestWatch.check(source(settings), settings.state()));
  }

  /** Opens what answers queries, without a server: for the embedded driver. */
  static QueryService open(Path file) {
    GatewaySettings settings = GatewaySettings.read(file);
    return open(settings, UserRegister.watch(file, settings));
  }

  private static QueryService open(GatewaySettings settings, UserRegister users) {
    try {
      return services(settings, users);
    } catch (RuntimeException e) {
      users.close();
      throw e;
    }
  }

  private static QueryService services(GatewaySettings settings, UserRegister users) {
    ManifestWatch manifests = ManifestWatch.open(source(settings), settings.state());
    requireNamed(settings, manifests.current());
    Federation.Self self =
        new Federation.Self(
            settings.analyst(), settings.keys(), manifests, settings.state(), Clock.systemUTC());
    Pipe pipe = new S3Pipe(settings.pipe());
    Federation federation = Federation.watch(self, pipe);
    try {
      SecureQueries queries =
          new SecureQueries(
              federation, pipe, new QueryLimits(settings.actions(), settings.maxGroups()));
      return new QueryServices(federation, queries, users, settings.timeout());
    } catch (RuntimeException e) {
      federation.close();
      throw e;
    }
  }

  private static ManifestSource source(GatewaySettings settings) {
    return new ManifestSource(settings.federation(), settings.manifest(), settings.founder());
  }

  private static void requireNamed(GatewaySettings settings, Manifest manifest) {
    boolean named =
        manifest
            .analyst(settings.analyst())
            .filter(it -> !settings.keys().accepted(it.keys(), Instant.now()).isEmpty())
            .isPresent();
    if (!named) {
      throw invalid(
          "the manifest does not name analyst '%s' with these keys".formatted(settings.analyst()));
    }
  }

  private static ParleyException invalid(String fact) {
    return new ParleyException(
        ErrorCode.INVALID_SETTINGS,
        "The gateway's settings do not fit together: " + fact,
        "Fetch the federation's current manifest, and check analyst, federation and keys.");
  }

  /** The JDBC URL at which clients reach it. */
  public String url() {
    String host = listen.host();
    String shown = host.contains(":") ? "[" + host + "]" : host;
    String plain = "jdbc:parley://" + shown + ":" + server.port();
    return listen.tls().isPresent() ? plain + "/?tls=true" : plain;
  }

  @Override
  public void close() {
    server.close();
    service.close();
  }
}
