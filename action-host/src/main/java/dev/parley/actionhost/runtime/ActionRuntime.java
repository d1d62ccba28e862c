// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.runtime;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * The process of one action. Speaks OpenWhisk's contract for runtimes ({@code POST /init}, {@code
 * POST /run}) on a loopback port of its choice, which it prints as its first line.
 *
 * <p>Its parent writes one line to its standard input: a token that every request must carry, since
 * any user of the machine can reach the loopback. When standard input ends, the parent is gone, and
 * so is this process.
 */
public final class ActionRuntime {
  /** Header of a request that carries the token. */
  public static final String TOKEN_HEADER = "X-Parley-Runtime-Token";

  /** What the first line on standard output begins with; the port follows. */
  public static final String PORT_PREFIX = "PARLEY_RUNTIME_PORT ";

  /** The line that ends the log of each activation, on standard output and standard error. */
  public static final String END_OF_LOG = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX";

  private final byte[] token;
  private final PrintStream out;
  private final PrintStream err;
  private LoadedAction action = LoadedAction.NONE;

  private ActionRuntime(String token, PrintStream out, PrintStream err) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.out = out;
    this.err = err;
  }

  /**
   * Runs until standard input ends.
   *
   * @param args the folder of this process, which nobody else uses
   */
  public static void main(String[] args) throws IOException {
    BufferedReader parent =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String token = parent.readLine();
    if (token == null) {
      return;
    }
    System.setIn(InputStream.nullInputStream());
    ActionRuntime runtime = new ActionRuntime(token, System.out, System.err);
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(anyPort, 0);
    server.createContext("/init", exchange -> runtime.handle(exchange, runtime::init));
    server.createContext("/run", exchange -> runtime.handle(exchange, runtime::run));
    server.start();
    runtime.out.println(PORT_PREFIX + server.getAddress().getPort());
    runtime.out.flush();
    while (parent.readLine() != null) {
      // The parent says nothing more; all that counts is the end.
    }
    forget(Path.of(args[0]));
    // Not exit: an action's shutdown hooks must not keep an orphan alive.
    Runtime.getRuntime().halt(0);
  }

  private static void forget(Path folder) {
    try {
      ProcessFolder.delete(folder);
    } catch (IOException | UncheckedIOException e) {
      // Nobody is left to be told.
    }
  }

  private interface Request {
    Reply answer(JsonObject body);
  }

  private record Reply(int status, String body) {
    static Reply error(String message) {
      JsonObject error = new JsonObject();
      error.addProperty("error", message);
      return new Reply(502, error.toString());
    }
  }

  private void handle(HttpExchange exchange, Request request) throws IOException {
    try (exchange) {
      String given = String.valueOf(exchange.getRequestHeaders().getFirst(TOKEN_HEADER));
      if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token)) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      Reply reply = request.answer(read(exchange));
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static JsonObject read(HttpExchange exchange) throws IOException {
    try (InputStreamReader in =
        new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(in).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException("Not a JSON object", e);
    }
  }

  private Reply init(JsonObject body) {
    if (action != LoadedAction.NONE) {
      return Reply.error("Cannot initialize the action more than once.");
    }
    try {
      JsonObject value = body.getAsJsonObject("value");
      action = LoadedAction.load(value.get("main").getAsString(), value.get("code").getAsString());
      return new Reply(200, "{\"ok\":true}");
    } catch (ReflectiveOperationException | IOException | RuntimeException e) {
      return Reply.error("The action cannot be loaded: " + e.getClass().getSimpleName());
    }
  }

  private Reply run(JsonObject body) {
    try {
      return new Reply(200, action.run(body.getAsJsonObject("value")).toString());
    } catch (InvocationTargetException e) {
      // The class alone, to the log as well: a message might repeat what a parameter held.
      Throwable cause = e.getCause();
      err.println("The action threw " + (cause == null ? e : cause).getClass().getName());
      return Reply.error("The action threw an exception; its log tells which.");
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Reply.error("The action cannot be run: " + e.getClass().getSimpleName());
    } finally {
      end(out);
      end(err);
    }
  }

  private static void end(PrintStream stream) {
    stream.println();
    stream.println(END_OF_LOG);
    stream.flush();
  }
}
