// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.Endpoint;
import dev.parley.settings.tls.TlsFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Puts packages and actions onto an OpenWhisk. Each call may be repeated. */
final class Deployment {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final HttpClient http;
  private final URI apiHost;
  private final NamespaceKey key;

  /**
   * Deploys to the namespace that {@code key} owns.
   *
   * @param apiHost scheme, host and port, and whose certificates it may show
   */
  Deployment(Endpoint apiHost, NamespaceKey key) {
    this.apiHost = apiHost.uri();
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .sslContext(apiHost.trust().context())
            .sslParameters(apiHost.trust().parameters())
            .build();
    this.key = key;
  }

  /**
   * Puts a package whose parameters all its actions receive.
   *
   * @throws ParleyException with {@link ErrorCode#ACTION_FAILED} if OpenWhisk refuses
   */
  void putPackage(String name, Map<String, String> boundParameters) {
    JsonObject body = new JsonObject();
    JsonArray parameters = new JsonArray();
    boundParameters.forEach(
        (parameter, value) -> parameters.add(pair(parameter, new JsonPrimitive(value))));
    body.add("parameters", parameters);
    requireOk(
        send("PUT", "packages/" + name + "?overwrite=true", body).statusCode(), "package " + name);
  }

  /**
   * Puts an action that whoever knows {@code webSecret} may invoke at {@code
   * /api/v1/web/NAMESPACE/PACKAGE/NAME.json}, and whose bound parameters no invocation overrides.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if the jar cannot be read, with
   *     {@link ErrorCode#ACTION_FAILED} if OpenWhisk refuses
   */
  void putWebAction(ActionSpec action, String webSecret) {
    JsonObject body = body(action, webSecret);
    String path = "actions/" + action.packageName() + "/" + action.name();
    requireOk(send("PUT", path + "?overwrite=true", body).statusCode(), "action " + action.name());
  }

  /** Returns what is sent to put an action. */
  static JsonObject body(ActionSpec action, String webSecret) {
    JsonObject exec = new JsonObject();
    exec.addProperty("kind", "java:8");
    exec.addProperty("main", action.main());
    exec.addProperty("code", code(action));
    exec.addProperty("binary", true);
    JsonObject limits = new JsonObject();
    limits.addProperty("timeout", action.timeout().toMillis());
    limits.addProperty("memory", action.memoryMegabytes());
    JsonArray annotations = new JsonArray();
    annotations.add(pair("web-export", new JsonPrimitive(true)));
    annotations.add(pair("raw-http", new JsonPrimitive(false)));
    // Without it OpenWhisk lets any invocation override what is bound.
    annotations.add(pair("final", new JsonPrimitive(true)));
    annotations.add(pair("require-whisk-auth", new JsonPrimitive(webSecret)));
    JsonObject body = new JsonObject();
    body.add("exec", exec);
    body.add("limits", limits);
    body.add("annotations", annotations);
    return body;
  }

  /** Returns what OpenWhisk says of an entity; empty if it has none. */
  Optional<JsonObject> get(String path) {
    HttpResponse<String> answer = send("GET", path, new JsonObject());
    if (answer.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    requireOk(answer.statusCode(), path);
    try {
      return Optional.of(JsonParser.parseString(answer.body()).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      throw new ParleyException(
          ErrorCode.ACTION_FAILED,
          "What answers at %s is no OpenWhisk".formatted(apiHost),
          "Name the API host of OpenWhisk.",
          e);
    }
  }

  /** Removes an action, and then its package; silent about what is not there. */
  void remove(String packageName, String actionName) {
    for (String path :
        new String[] {"actions/" + packageName + "/" + actionName, "packages/" + packageName}) {
      int status = send("DELETE", path, new JsonObject()).statusCode();
      if (status != NOT_FOUND) {
        requireOk(status, path);
      }
    }
  }

  private static String code(ActionSpec action) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(action.jar()));
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The jar %s of action %s cannot be read".formatted(action.jar(), action.name()),
          "Build it, or name the file where it is.",
          e);
    }
  }

  private static JsonObject pair(String key, JsonElement value) {
    JsonObject pair = new JsonObject();
    pair.addProperty("key", key);
    pair.add("value", value);
    return pair;
  }

  private HttpResponse<String> send(String method, String path, JsonObject body) {
    HttpRequest request =
        HttpRequest.newBuilder(apiHost.resolve("/api/v1/namespaces/_/" + path))
            .timeout(TIMEOUT)
            .header("Authorization", key.header())
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  private ParleyException unreachable(Exception cause) {
    return new ParleyException(
        ErrorCode.ACTION_FAILED,
        TlsFailure.of(cause)
            .map(fact -> "OpenWhisk at %s cannot be trusted: %s".formatted(apiHost, fact))
            .orElse("OpenWhisk at %s does not answer".formatted(apiHost)),
        "Check that it runs, and that this machine reaches it.",
        cause);
  }

  private void requireOk(int status, String what) {
    if (status != OK) {
      throw new ParleyException(
          ErrorCode.ACTION_FAILED,
          "OpenWhisk at %s answered %d to the deployment of %s".formatted(apiHost, status, what),
          "Check the namespace key, and that OpenWhisk offers java:8 and these limits.");
    }
  }
}
