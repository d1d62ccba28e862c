// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import dev.parley.actionhost.api.Api;
import dev.parley.actionhost.api.Namespace;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.actionhost.process.Invocations;
import dev.parley.actionhost.process.ProcessPool;
import dev.parley.actionhost.state.StateFolder;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.Listen;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An OpenWhisk of one machine: the same REST paths, each action in a process of its own. It has no
 * containers, so an action can do what the user can whom it runs as; deploy only your own.
 */
public final class ActionHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ActionHost.class);
  private static final int BACKLOG = 128;

  /** Requests that do not wait for an action, on top of those that may. */
  private static final int SPARE_THREADS = 16;

  private final HttpServer server;
  private final String scheme;
  private final StateFolder state;
  private final ExecutorService threads;
  private final Invocations invocations;
  private final ProcessPool pool;

  private ActionHost(
      HttpServer server, ActionHostSettings settings, StateFolder state, Namespace namespace) {
    this.server = server;
    this.scheme = settings.listen().scheme();
    this.state = state;
    this.pool = new ProcessPool(settings.limits());
    this.invocations = new Invocations(settings.limits(), pool, state.activations());
    this.threads = Executors.newFixedThreadPool(settings.limits().concurrent() + SPARE_THREADS);
    server.createContext("/", new Api(settings, namespace, invocations, state.activations()));
    server.setExecutor(threads);
  }

  /**
   * Starts a host, on which is deployed what was when its state folder was last used.
   *
   * @throws ParleyException with {@link ErrorCode#CANNOT_START} if the port is in use, the host
   *     unknown, or the state folder damaged, in use or not to be used; with {@link
   *     ErrorCode#INVALID_SETTINGS} if it holds another namespace, or others may read its secrets
   */
  public static ActionHost start(ActionHostSettings settings) {
    StateFolder state = StateFolder.open(settings.state());
    try {
      Namespace namespace = Namespace.load(settings.namespace(), state.deployed());
      HttpServer server = bind(settings.listen());
      ActionHost host = new ActionHost(server, settings, state, namespace);
      server.start();
      LOG.info(
          "listening port={} actions={}", server.getAddress().getPort(), namespace.actionCount());
      return host;
    } catch (RuntimeException e) {
      state.close();
      throw e;
    }
  }

  private static HttpServer bind(Listen listen) {
    InetSocketAddress address = new InetSocketAddress(listen.host(), listen.port());
    try {
      if (listen.tls().isEmpty()) {
        return HttpServer.create(address, BACKLOG);
      }
      HttpsServer server = HttpsServer.create(address, BACKLOG);
      server.setHttpsConfigurator(new Handshake(listen.tls().get()));
      return server;
    } catch (IOException | UnresolvedAddressException e) {
      throw new ParleyException(
          ErrorCode.CANNOT_START,
          "The action host cannot listen on %s:%d"
              .formatted(address.getHostString(), address.getPort()),
          "Stop what uses that port, or set listen.port to another.",
          e);
    }
  }

  /** Where the API is: scheme, host and port. */
  public URI apiHost() {
    InetSocketAddress address = server.getAddress();
    String host =
        address.getAddress().isAnyLocalAddress()
            ? "127.0.0.1"
            : address.getAddress().getHostAddress();
    return URI.create(
        scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
  }

  /** Stops listening and ends every action's process, also those at work. */
  @Override
  public void close() {
    server.stop(0);
    invocations.close();
    pool.close();
    invocations.awaitEnd();
    threads.shutdownNow();
    // Last, so that whoever has the lock next is alone.
    state.close();
    LOG.info("stopped");
  }
}
