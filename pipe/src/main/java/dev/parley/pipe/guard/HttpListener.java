// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.Listen;
import dev.parley.settings.tls.Protocols;
import dev.parley.settings.tls.ServerTls;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.util.Optional;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.gaul.shaded.org.eclipse.jetty.http.HttpCompliance;
import org.gaul.shaded.org.eclipse.jetty.server.ConnectionFactory;
import org.gaul.shaded.org.eclipse.jetty.server.HttpConfiguration;
import org.gaul.shaded.org.eclipse.jetty.server.HttpConnectionFactory;
import org.gaul.shaded.org.eclipse.jetty.server.SecureRequestCustomizer;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.server.ServerConnector;
import org.gaul.shaded.org.eclipse.jetty.server.SslConnectionFactory;
import org.gaul.shaded.org.eclipse.jetty.util.ssl.SslContextFactory;
import org.gaul.shaded.org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One servlet on one port. S3Proxy would start its own, but lets nobody look at a request before
 * it; the Jetty is the one that S3Proxy's jar has inside.
 */
final class HttpListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpListener.class);
  private static final int MAX_THREADS = 48 + Doorbell.MOST_WAITING;
  private static final int IDLE_MILLIS = 15_000;

  private final Server server;
  private final ServerConnector connector;
  private final Listen listen;

  private HttpListener(HttpServlet servlet, Listen listen) {
    this.listen = listen;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("pipe-guard");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // Else Jetty hands on a Content-Type of another spelling than the one that was signed.
    http.setHeaderCacheCaseSensitive(true);
    // Laxer than that, Jetty fails with status 500 on hosts that are none.
    http.setHttpCompliance(HttpCompliance.RFC9110);
    connector = new ServerConnector(server, 1, 1, protocols(http, listen.tls()));
    connector.setHost(listen.host());
    connector.setPort(listen.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/*");
    server.setHandler(context);
    // The default page tells of itself and of what went wrong inside.
    server.setErrorHandler(
        (request, response, callback) -> {
          callback.succeeded();
          return true;
        });
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
    return new ConnectionFactory[] {new SslConnectionFactory(ssl, plain.getProtocol()), plain};
  }

  /**
   * Starts to listen.
   *
   * @throws ParleyException with {@link ErrorCode#CANNOT_START} if the port is in use, or the host
   *     is not of this machine
   */
  static HttpListener start(HttpServlet servlet, Listen listen) {
    HttpListener listener = new HttpListener(servlet, listen);
    try {
      listener.server.start();
      return listener;
    } catch (Exception e) {
      listener.close();
      throw new ParleyException(
          ErrorCode.CANNOT_START,
          "The pipe cannot listen on %s:%d".formatted(listen.host(), listen.port()),
          "Choose another port, or end what uses this one.",
          e);
    }
  }

  /** Where it listens, with the port that it got. */
  URI endpoint() {
    String host = listen.host();
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return URI.create(listen.scheme() + "://" + literal + ":" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("failed to stop the listener", e);
    }
  }
}
