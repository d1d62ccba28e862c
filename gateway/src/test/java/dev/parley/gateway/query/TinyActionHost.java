// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.gateway.config.ActionSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that answers as it is told, one script per request; the last one stays. */
final class TinyActionHost implements AutoCloseable {
  static final String SECRET = "only-for-tests";

  /** What to do with one request. */
  @FunctionalInterface
  interface Script {
    void run(HttpExchange exchange, String body) throws IOException;
  }

  final Queue<String> requests = new ConcurrentLinkedQueue<>();
  final CountDownLatch closing = new CountDownLatch(1);
  private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  TinyActionHost(Script... scripts) throws IOException {
    this.scripts.addAll(java.util.List.of(scripts));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("X-Require-Whisk-Auth")
            + " "
            + body);
    Script script = scripts.size() > 1 ? scripts.remove() : scripts.element();
    try (exchange) {
      script.run(exchange, body);
    }
  }

  /** Answers with {@code status} and {@code json}. */
  static Script answer(int status, String json) {
    return (exchange, body) -> {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** Breaks off the connection. */
  static Script hangUp() {
    return (exchange, body) -> {};
  }

  /** Sends status and headers, and then nothing more until the host closes. */
  Script stall() {
    return (exchange, body) -> {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().flush();
      awaitClosing();
    };
  }

  /** Says nothing until the host closes. */
  Script silence() {
    return (exchange, body) -> awaitClosing();
  }

  void then(Script script) {
    scripts.clear();
    scripts.add(script);
  }

  ActionSettings settings() {
    return new ActionSettings(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "guest", SECRET);
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
