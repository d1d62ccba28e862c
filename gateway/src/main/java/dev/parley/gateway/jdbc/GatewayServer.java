// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
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
   * @param host the address to listen on; plain text travels, so loopback unless something in front
   *     of it encrypts
   * @param port the port, or 0 for any that is free
   * @param service what answers; stays the caller's to close
   * @throws ParleyException CANNOT_START if the port is in use or the address is not ours
   */
  public static GatewayServer start(String host, int port, QueryService service) {
    return start(host, port, service, GatewayLimits.defaults());
  }

  /** Starts a gateway with limits of its own; see {@link #start(String, int, QueryService)}. */
  public static GatewayServer start(
      String host, int port, QueryService service, GatewayLimits limits) {
    ConnectionRegistry connections = new ConnectionRegistry(limits, InstantSource.system());
    RpcEndpoint endpoint = new RpcEndpoint(new GatewayRpc(service, limits, connections));
    QueuedThreadPool threads = new QueuedThreadPool(limits.connections() + SPARE_THREADS);
    threads.setName("parley-gateway");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = connector(server, host, port);
    server.addConnector(connector);
    server.setHandler(new HttpBorder(endpoint, limits.requestBytes()));
    server.setErrorHandler(new PlainErrors());
    startListening(server, host, port);
    log.info("gateway-started port={}", connector.getLocalPort());
    Duration sweep = shorter(limits.connectionIdle(), limits.statementIdle()).dividedBy(4);
    return new GatewayServer(server, connector, connections, sweep);
  }

  private static ServerConnector connector(Server server, String host, int port) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setMinRequestDataRate(MIN_BYTES_PER_SECOND);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(SOCKET_IDLE.toMillis());
    return connector;
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
