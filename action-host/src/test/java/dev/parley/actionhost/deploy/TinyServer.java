// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An HTTP server that answers as it is told, by method and beginning of the path. */
final class TinyServer implements AutoCloseable {
  /** Method, path and query of each request, and whether it bore a credential. */
  final Queue<String> requests = new ConcurrentLinkedQueue<>();

  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final HttpServer server;

  private record Answer(int status, String body) {}

  TinyServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Adds an answer to requests that begin so; the last one stays. */
  TinyServer on(String beginning, int status, String body) {
    answers
        .computeIfAbsent(beginning, key -> new ArrayDeque<>())
        .add(new Answer(status, body.replace('\'', '"')));
    return this;
  }

  /** Forgets what to answer to requests that begin so. */
  TinyServer forget(String beginning) {
    answers.remove(beginning);
    return this;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      boolean bears = exchange.getRequestHeaders().containsKey("Authorization");
      requests.add(request + (bears ? " with credential" : ""));
      Answer answer =
          answers.keySet().stream()
              .filter(request::startsWith)
              .max((one, other) -> Integer.compare(one.length(), other.length()))
              .map(answers::get)
              .map(all -> all.size() > 1 ? all.remove() : all.element())
              .orElse(new Answer(404, "nothing here"));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
