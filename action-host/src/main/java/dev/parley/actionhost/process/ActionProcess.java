// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.process;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.parley.actionhost.activation.Activation.Outcome;
import dev.parley.actionhost.activation.ActivationStatus;
import dev.parley.actionhost.config.HostLimits;
import dev.parley.actionhost.runtime.ActionRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One running action: takes one activation at a time, and is ended when anything goes wrong. */
final class ActionProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
  private static final int CONNECT_MILLIS = 5_000;
  private static final int LOG_MILLIS = 2_000;

  private final JavaProcess process;
  private final ActionImage image;
  private final int port;
  private volatile long idleSinceNanos = System.nanoTime();

  private ActionProcess(JavaProcess process, ActionImage image, int port) {
    this.process = process;
    this.image = image;
    this.port = port;
  }

  /**
   * Starts a process and loads the action into it.
   *
   * @throws ActionStartException if the action cannot be loaded
   * @throws IOException if there is no process to load it into
   */
  static ActionProcess start(ActionImage image) throws IOException, InterruptedException {
    JavaProcess process = JavaProcess.start(image.memoryMegabytes());
    boolean ready = false;
    try {
      ActionProcess started =
          new ActionProcess(process, image, process.port(START_TIMEOUT.toMillis()));
      started.init();
      ready = true;
      return started;
    } finally {
      if (!ready) {
        process.close();
      }
    }
  }

  ActionImage image() {
    return image;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** How long ago the last run ended. */
  Duration idle() {
    return Duration.ofNanos(System.nanoTime() - idleSinceNanos);
  }

  private void init() throws IOException {
    JsonObject value = new JsonObject();
    value.addProperty("name", image.action());
    value.addProperty("main", image.main());
    value.addProperty("code", image.code());
    value.addProperty("binary", true);
    value.add("env", new JsonObject());
    JsonObject body = new JsonObject();
    body.add("value", value);
    Reply reply = post("/init", body, START_TIMEOUT);
    if (reply.status() != HttpURLConnection.HTTP_OK) {
      throw new ActionStartException(reply.error());
    }
  }

  /** Runs the action once; {@code envelope} is the body of {@code /run}. */
  Outcome run(JsonObject envelope) throws InterruptedException {
    try {
      Reply reply = post("/run", envelope, image.timeout());
      return new Outcome(reply.outcome(), reply.result(), logs(), false);
    } catch (SocketTimeoutException e) {
      close();
      String error =
          "The action exceeded its time limits of " + image.timeout().toMillis() + " milliseconds.";
      return new Outcome(
          ActivationStatus.DEVELOPER_ERROR, Reply.error(error).result(), logs(), true);
    } catch (IOException e) {
      close();
      String error = "The action did not produce a valid response and exited unexpectedly.";
      return new Outcome(
          ActivationStatus.DEVELOPER_ERROR, Reply.error(error).result(), logs(), false);
    } finally {
      idleSinceNanos = System.nanoTime();
    }
  }

  private List<String> logs() throws InterruptedException {
    List<String> logs = new ArrayList<>(process.output().ofRun(LOG_MILLIS));
    logs.addAll(process.error().ofRun(LOG_MILLIS));
    return logs;
  }

  private Reply post(String path, JsonObject body, Duration timeout) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + port + path)
                .toURL()
                .openConnection(java.net.Proxy.NO_PROXY);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout((int) Math.max(1, timeout.toMillis()));
    connection.setRequestMethod("POST");
    connection.setRequestProperty(ActionRuntime.TOKEN_HEADER, process.token());
    connection.setDoOutput(true);
    // Also keeps HttpURLConnection from sending a run twice when its connection breaks.
    connection.setFixedLengthStreamingMode(bytes.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(bytes);
    }
    int status = connection.getResponseCode();
    InputStream stream =
        status == HttpURLConnection.HTTP_OK
            ? connection.getInputStream()
            : connection.getErrorStream();
    if (stream == null) {
      throw new IOException("No answer but a status");
    }
    try (InputStream in = stream) {
      return Reply.read(status, in.readNBytes(HostLimits.PAYLOAD_BYTES + 1));
    } finally {
      connection.disconnect();
    }
  }

  @Override
  public void close() {
    process.close();
  }

  /** What the process answered. */
  private record Reply(int status, JsonObject result) {

    static Reply read(int status, byte[] bytes) throws IOException {
      if (bytes.length > HostLimits.PAYLOAD_BYTES) {
        return error("The action produced a response that exceeded the allowed length.");
      }
      try {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new Reply(status, JsonParser.parseString(text).getAsJsonObject());
      } catch (JsonParseException | IllegalStateException e) {
        throw new IOException("Not a JSON object", e);
      }
    }

    static Reply error(String message) {
      JsonObject result = new JsonObject();
      result.addProperty("error", message);
      return new Reply(HttpURLConnection.HTTP_BAD_GATEWAY, result);
    }

    String error() {
      com.google.gson.@Nullable JsonElement error = result.get("error");
      return error == null ? "The action cannot be loaded" : error.getAsString();
    }

    ActivationStatus outcome() {
      if (status != HttpURLConnection.HTTP_OK) {
        return ActivationStatus.DEVELOPER_ERROR;
      }
      return result.has("error") ? ActivationStatus.APPLICATION_ERROR : ActivationStatus.SUCCESS;
    }
  }
}
