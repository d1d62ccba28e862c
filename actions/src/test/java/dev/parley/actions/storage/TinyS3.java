// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.storage;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An S3 server of a few lines that checks every signature over the headers as they arrived. */
public final class TinyS3 implements AutoCloseable {
  public static final String ACCESS_KEY = "action";
  public static final String SECRET_KEY = "a-secret-of-this-test";
  public static final String REGION = "local";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private volatile String refusal = "";
  private volatile CyclicBarrier puts = new CyclicBarrier(1);

  public TinyS3() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Objects by bucket, slash, key. */
  public Map<String, byte[]> objects() {
    return objects;
  }

  /** From now on, answers requests for that object with a status. */
  public void fail(String path, int status) {
    failures.put(path, status);
  }

  /** From now on, refuses everything below that bucket to the credential, which it knows. */
  public void denyBucket(String bucket) {
    denied.add(bucket);
  }

  /** From now on, refuses everything with 403 and that code. */
  public void refuseAll(String code) {
    refusal = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>";
  }

  /** From now on, lets objects be put only once so many are being put at the same time. */
  public void meetPuts(int count) {
    puts = new CyclicBarrier(count);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      String path = exchange.getRequestURI().getRawPath().substring(1);
      if (!refusal.isEmpty()) {
        answer(exchange, 403, refusal.getBytes(StandardCharsets.UTF_8));
      } else if (denied.contains(path.substring(0, path.indexOf('/')))) {
        answer(exchange, 403, "<Code>AccessDenied</Code>".getBytes(StandardCharsets.UTF_8));
      } else if (failures.containsKey(path)) {
        answer(exchange, failures.get(path), new byte[0]);
      } else if (!isSigned(exchange)) {
        answer(exchange, 403, new byte[0]);
      } else if (exchange.getRequestMethod().equals("PUT")) {
        put(exchange, path);
      } else {
        byte[] object = objects.get(path);
        answer(exchange, object == null ? 404 : 200, object == null ? new byte[0] : object);
      }
    } finally {
      exchange.close();
    }
  }

  private void put(HttpExchange exchange, String path) throws IOException {
    byte[] body = read(exchange);
    String claimed = exchange.getRequestHeaders().getFirst(SignatureV4.CONTENT_HEADER);
    if (!Sha256.hex(Sha256.digest().digest(body)).equals(claimed)) {
      answer(exchange, 400, new byte[0]);
    } else {
      awaitOthers();
      answer(exchange, isStored(exchange, path, body) ? 200 : 412, new byte[0]);
    }
  }

  private boolean isStored(HttpExchange exchange, String path, byte[] body) {
    if ("*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      return objects.putIfAbsent(path, body) == null;
    }
    objects.put(path, body);
    return true;
  }

  private void awaitOthers() throws IOException {
    try {
      puts.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IOException(e);
    }
  }

  private static byte[] read(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 12];
    for (int n = exchange.getRequestBody().read(buffer);
        n >= 0;
        n = exchange.getRequestBody().read(buffer)) {
      body.write(buffer, 0, n);
    }
    return body.toByteArray();
  }

  private static boolean isSigned(HttpExchange exchange) {
    Headers received = exchange.getRequestHeaders();
    String authorization = String.valueOf(received.getFirst("Authorization"));
    int names = authorization.indexOf("SignedHeaders=");
    if (names < 0) {
      return false;
    }
    TreeMap<String, String> signed = new TreeMap<>();
    String list = authorization.substring(names + 14, authorization.indexOf(",Signature"));
    for (String name : list.split(";", -1)) {
      signed.put(name, String.valueOf(received.getFirst(name)));
    }
    boolean enough =
        signed.containsKey("host")
            && (exchange.getRequestMethod().equals("GET") || signed.containsKey("if-none-match"));
    return enough
        && new SignatureV4(new Credentials(ACCESS_KEY, SECRET_KEY), REGION)
            .authorization(
                exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), signed)
            .equals(authorization);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
