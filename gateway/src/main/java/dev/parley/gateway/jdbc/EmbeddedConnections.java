// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.jdbc.ParleyConnections;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * Connections to gateways in this process, {@code jdbc:parley:embedded:FILE}: the same driver and
 * the same protocol as over a network, without the network.
 *
 * <p>Connections with the same file share a gateway, which closes with the last of them.
 */
public final class EmbeddedConnections {
  private static final String PREFIX = "jdbc:parley:embedded:";

  private final Function<Path, QueryService> opener;
  private final Map<Path, EmbeddedGateway> gateways = new HashMap<>();

  /**
   * Prepares to open gateways.
   *
   * @param opener opens what a settings file describes, or throws a {@link ParleyException}
   */
  public EmbeddedConnections(Function<Path, QueryService> opener) {
    this.opener = opener;
  }

  /** Whether the URL is for an embedded gateway. */
  public static boolean accepts(String url) {
    return url.startsWith(PREFIX);
  }

  /**
   * Connects.
   *
   * @param properties those of Parley's driver; {@code user} and {@code password} at least
   * @return empty if the URL is not for an embedded gateway
   * @throws SQLException if the gateway cannot be opened, or lets the user not in
   */
  public Optional<Connection> connect(String url, Properties properties) throws SQLException {
    if (!accepts(url)) {
      return Optional.empty();
    }
    EmbeddedGateway.Link link;
    try {
      link = enter(file(url));
    } catch (ParleyException e) {
      throw new SQLException(e.fact() + " | " + e.hint(), e.code().sqlState(), e.code().number());
    }
    return Optional.of(ParleyConnections.open(link, url, properties));
  }

  private static Path file(String url) {
    String name = url.substring(PREFIX.length());
    try {
      if (!name.isBlank()) {
        return Path.of(name).toAbsolutePath().normalize();
      }
    } catch (InvalidPathException e) {
      // Told below.
    }
    throw new ParleyException(
        ErrorCode.INVALID_SETTINGS,
        "The URL names no file",
        "Write jdbc:parley:embedded:federation.yaml.");
  }

  private synchronized EmbeddedGateway.Link enter(Path file) {
    EmbeddedGateway gateway =
        gateways.computeIfAbsent(file, f -> new EmbeddedGateway(opener.apply(f)));
    return gateway.enter(() -> leave(file));
  }

  private synchronized void leave(Path file) {
    EmbeddedGateway gateway = gateways.get(file);
    if (gateway != null && gateway.leave()) {
      gateways.remove(file);
      gateway.close();
    }
  }
}
