// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.parley.gateway.config.ActionSettings;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Has the cloud merge: invokes the web action, with the one right that the gateway has there. */
final class MergeAction {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_ANSWER_BYTES = 1 << 20;
  private static final int TOO_MANY_REQUESTS = 429;

  private final ActionSettings settings;
  private final HttpClient http;

  MergeAction(ActionSettings settings) {
    this.settings = settings;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /**
   * Merges the partials of {@code nodes}.
   *
   * @return how long the action itself says it took
   * @throws ParleyException with {@link ErrorCode#ACTION_FAILED}, {@link ErrorCode#TOO_FEW_OWNERS},
   *     or {@link ErrorCode#CANCELLED} if it does not end in time
   */
  Duration invoke(QueryId query, AnalystId analyst, List<NodeId> nodes, Cancellation cancellation) {
    JsonArray names = new JsonArray();
    nodes.forEach(node -> names.add(node.value()));
    JsonObject body = new JsonObject();
    body.addProperty("analyst", analyst.value());
    body.addProperty("query", query.value());
    body.add("nodes", names);
    Duration pause = Duration.ofMillis(200);
    while (true) {
      HttpResponse<InputStream> response = send(body, cancellation);
      if (response.statusCode() != TOO_MANY_REQUESTS) {
        return read(response);
      }
      cancellation.check();
      cancellation.pause(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private HttpResponse<InputStream> send(JsonObject body, Cancellation cancellation) {
    cancellation.check();
    HttpRequest request =
        HttpRequest.newBuilder(webAction())
            .timeout(cancellation.left().plusMillis(1))
            .header("Content-Type", "application/json")
            .header("X-Require-Whisk-Auth", settings.secret())
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException e) {
      cancellation.check();
      throw unreachable(e);
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ParleyException(
          ErrorCode.CANCELLED, "The query was interrupted", "Run it again.", e);
    }
  }

  private URI webAction() {
    return settings
        .endpoint()
        .resolve("/api/v1/web/" + settings.namespace() + "/parley/merge.json");
  }

  private Duration read(HttpResponse<InputStream> response) {
    JsonObject answer = parse(response);
    if (response.statusCode() == 200 && answer.has("query") && answer.has("millis")) {
      return Duration.ofMillis(answer.get("millis").getAsLong());
    }
    throw failure(response.statusCode(), answer);
  }

  private static JsonObject parse(HttpResponse<InputStream> response) {
    try (InputStream in = response.body()) {
      byte[] bytes = in.readNBytes(MAX_ANSWER_BYTES);
      JsonElement json = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
      return json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
    } catch (IOException | JsonParseException e) {
      return new JsonObject();
    }
  }

  /** An application error arrives with status 200: OpenWhisk unwraps the result's {@code error}. */
  private static ParleyException failure(int status, JsonObject answer) {
    String code = text(answer, "code");
    if (!code.isEmpty()) {
      ErrorCode mapped =
          code.equals("TOO_FEW_OWNERS") ? ErrorCode.TOO_FEW_OWNERS : ErrorCode.ACTION_FAILED;
      return new ParleyException(
          mapped,
          "The merge action refused (%s): %s".formatted(code, text(answer, "fact")),
          "Run the query again; if this stays, ask the cloud operator.");
    }
    return new ParleyException(
        ErrorCode.ACTION_FAILED,
        "The merge action failed with HTTP status " + status,
        status == 401 || status == 403
            ? "Check namespace and secretFile of the actions in the gateway's settings."
            : "Ask the cloud operator to look into the action host.");
  }

  private static String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
  }

  private ParleyException unreachable(IOException cause) {
    return new ParleyException(
        ErrorCode.ACTION_FAILED,
        "The action host at %s cannot be reached".formatted(settings.endpoint()),
        "Check that it runs, and the endpoint in the gateway's settings.",
        cause);
  }
}
