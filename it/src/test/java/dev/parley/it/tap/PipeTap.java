// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tap;

import dev.parley.settings.tls.ServerTls;
import dev.parley.settings.tls.Trust;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A relay before a server, which sees every byte that comes and goes, and may alter it. */
public final class PipeTap implements AutoCloseable {
  private final ServerSocket listener;
  private final URI server;
  private final SocketFactory toServer;
  private final Supplier<Conversation> conversations;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private PipeTap(
      ServerSocket listener,
      URI server,
      SocketFactory toServer,
      Supplier<Conversation> conversations) {
    this.listener = listener;
    this.server = server;
    this.toServer = toServer;
    this.conversations = conversations;
  }

  /** Listens before {@code server}, with a conversation for each connection. */
  public static PipeTap before(URI server, Supplier<Conversation> conversations) {
    return before(
        server, conversations, ServerSocketFactory.getDefault(), SocketFactory.getDefault());
  }

  /** The same within TLS, where the tap shows the server's own certificate. */
  public static PipeTap before(
      URI server, Supplier<Conversation> conversations, Path certificate, Path key) {
    return before(
        server,
        conversations,
        ServerTls.of(certificate, key).context().getServerSocketFactory(),
        Trust.in(certificate).context().getSocketFactory());
  }

  private static PipeTap before(
      URI server,
      Supplier<Conversation> conversations,
      ServerSocketFactory listeners,
      SocketFactory toServer) {
    try {
      ServerSocket listener = listeners.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      PipeTap tap = new PipeTap(listener, server, toServer, conversations);
      start("tap", tap::accept);
      return tap;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen", e);
    }
  }

  /** Where clients find it. */
  public URI address() {
    return URI.create(server.getScheme() + "://127.0.0.1:" + listener.getLocalPort());
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        relay(listener.accept());
      } catch (IOException e) {
        // Closed, or the server behind is not there: then the client finds its connection closed.
      }
    }
  }

  private void relay(Socket client) throws IOException {
    sockets.add(client);
    Socket behind;
    try {
      behind = connected();
    } catch (IOException e) {
      hangUp(client);
      throw e;
    }
    sockets.add(behind);
    client.setTcpNoDelay(true);
    behind.setTcpNoDelay(true);
    Conversation conversation = conversations.get();
    start(
        "tap-to-server",
        () -> carry(() -> conversation.toServer(in(client), out(behind)), client, behind));
    start(
        "tap-to-client",
        () -> carry(() -> conversation.toClient(in(behind), out(client)), client, behind));
  }

  private Socket connected() throws IOException {
    Socket socket = toServer.createSocket(server.getHost(), server.getPort());
    if (socket instanceof SSLSocket tls) {
      SSLParameters checked = tls.getSSLParameters();
      checked.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(checked);
    }
    return socket;
  }

  private static java.io.InputStream in(Socket socket) throws IOException {
    return new java.io.BufferedInputStream(socket.getInputStream());
  }

  private static java.io.OutputStream out(Socket socket) throws IOException {
    return socket.getOutputStream();
  }

  private interface Carrying {
    void run() throws IOException;
  }

  /** Ends the connection as soon as one direction has ended: nobody here half-closes. */
  private void carry(Carrying direction, Socket client, Socket behind) {
    try {
      direction.run();
    } catch (IOException e) {
      // The connection was cut, as connections are.
    } finally {
      hangUp(client);
      hangUp(behind);
    }
  }

  private void hangUp(Socket socket) {
    sockets.remove(socket);
    closeQuietly(socket);
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // It is gone, which was the aim.
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closeQuietly(listener);
    sockets.forEach(PipeTap::closeQuietly);
  }
}
