// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.Listen;
import dev.parley.settings.tls.Protocols;
import dev.parley.settings.tls.ServerTls;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway that listens for JDBC drivers, ours and any other of Avatica's in protobuf. */
public final class GatewayServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GatewayServer.class);
  private static final Duration SOCKET_IDLE = Duration.ofSeconds(60);
  private static final int HEADER_BYTES = 8 << 10;
  private static final long MIN_BYTES_PER_SECOND = 100;
  private static final int SPARE_THREADS = 32;

  private final Server server;
  private final ServerConnector connector;
  private final ConnectionRegistry connections;
  private final ScheduledExecutorService sweeper;

  private GatewayServer(
      Server server, ServerConnector connector, ConnectionRegistry connections, Duration sweep) {
    this.server = server;
    this.connector = connector;
    this.connections = connections;
    this.sweeper =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "parley-gateway-sweeper");
              thread.setDaemon(true);
              return thread;
            });
    long millis = Math.max(1, sweep.toMillis());
    var unused =
        sweeper.scheduleWithFixedDelay(
            connections::closeIdle, millis, millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Starts a gateway with the default limits.
   *
   * @param service what answers; stays the caller's to close
   * @throws ParleyException CANNOT_START if the port is in use or the address is not ours
   */
  public static GatewayServer start(Listen listen, QueryService service) {
    return start(listen, service, GatewayLimits.defaults());
  }

  /** Starts a gateway with limits of its own; see {@link #start(Listen, QueryService)}. */
  public static GatewayServer start(Listen listen, QueryService service, GatewayLimits limits) {
    ConnectionRegistry connections = new ConnectionRegistry(limits, InstantSource.system());
    RpcEndpoint endpoint = new RpcEndpoint(new GatewayRpc(service, limits, connections));
    QueuedThreadPool threads = new QueuedThreadPool(limits.connections() + SPARE_THREADS);
    threads.setName("parley-gateway");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = connector(server, listen);
    server.addConnector(connector);
    server.setHandler(new HttpBorder(endpoint, limits.requestBytes(), listen.tls().isPresent()));
    server.setErrorHandler(new PlainErrors());
    startListening(server, listen.host(), listen.port());
    log.info("gateway-started port={} tls={}", connector.getLocalPort(), listen.tls().isPresent());
    Duration sweep = shorter(limits.connectionIdle(), limits.statementIdle()).dividedBy(4);
    return new GatewayServer(server, connector, connections, sweep);
  }

  private static ServerConnector connector(Server server, Listen listen) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setMinRequestDataRate(MIN_BYTES_PER_SECOND);
    ServerConnector connector = new ServerConnector(server, protocols(http, listen.tls()));
    connector.setHost(listen.host());
    connector.setPort(listen.port());
    connector.setIdleTimeout(SOCKET_IDLE.toMillis());
    return connector;
  }

  private static ConnectionFactory[] protocols(HttpConfiguration http, Optional<ServerTls> tls) {
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    if (tls.isEmpty()) {
      return new ConnectionFactory[] {plain};
    }
    SslContextFactory.Server ssl = new SslContextFactory.Server();
    ssl.setSslContext(tls.get().context());
    ssl.setIncludeProtocols(Protocols.names());
    ssl.setRenegotiationAllowed(false);
    // There is one certificate, whatever name was called; the caller checks it.
    http.addCustomizer(new SecureRequestCustomizer(false));
    SslConnectionFactory encrypted = new SslConnectionFactory(ssl, plain.getProtocol());
    // A client without TLS is heard, so that it can be told; the border refuses whatever it asks.
    return new ConnectionFactory[] {new DetectorConnectionFactory(encrypted), plain};
  }

  private static void startListening(Server server, String host, int port) {
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw cannotStart(e, host, port);
    }
  }

  private static ParleyException cannotStart(Exception e, String host, int port) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException && isInUse(cause)) {
        return new ParleyException(
            ErrorCode.CANNOT_START,
            "Port " + port + " is in use",
            "Stop the program that uses it, or choose another port.");
      }
      if (cause instanceof UnknownHostException
          || cause instanceof UnresolvedAddressException
          || cause instanceof BindException) {
        return new ParleyException(
            ErrorCode.CANNOT_START,
            "Cannot listen on '" + host + "', port " + port,
            "Choose an address of this machine and a port that this user may open.");
      }
    }
    return new ParleyException(
        ErrorCode.CANNOT_START,
        "The gateway could not start listening",
        "Look into the gateway's log.",
        e);
  }

  private static boolean isInUse(Throwable cause) {
    String message = cause.getMessage();
    return message != null && message.contains("in use");
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Cancels what runs, closes all sessions, and stops listening. */
  @Override
  public void close() {
    sweeper.shutdownNow();
    connections.close();
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("gateway-stop failed", e);
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
