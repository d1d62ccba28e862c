// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.parley.actionhost.activation.Activation;
import dev.parley.actionhost.activation.ActivationStatus;
import dev.parley.actionhost.config.HostLimits;
import dev.parley.actionhost.config.NamespaceKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/**
 * Actions that are invoked without the namespace's key: {@code web/NAMESPACE/PACKAGE/NAME.json},
 * with the secret that the action's annotation {@code require-whisk-auth} asks for.
 *
 * <p>Answers as OpenWhisk does: 200 with the result, or, if the action returned an {@code error},
 * 200 with what is under it; 202 if it takes longer than one waits; 400 if it crashed or took too
 * long, and there this host adds {@code status} and {@code timeout}, which OpenWhisk leaves out.
 */
final class WebActions {
  private static final String EXTENSION = ".json";
  private static final String RESERVED = "__ow_";

  private final Namespace namespace;
  private final NamespaceKey key;
  private final Invoker invoker;

  WebActions(Namespace namespace, NamespaceKey key, Invoker invoker) {
    this.namespace = namespace;
    this.key = key;
    this.invoker = invoker;
  }

  /** Handles a request whose path goes on behind {@code web/}. */
  ApiReply handle(ApiRequest request) throws ApiException, IOException {
    if (request.segments().size() != 3 || !request.segments().get(0).equals(namespace.name())) {
      throw Namespace.notFound();
    }
    String file = request.segments().get(2);
    if (!file.endsWith(EXTENSION)) {
      throw new ApiException(406, "The content type extension is not supported; there is .json.");
    }
    String packageName = request.segments().get(1);
    String path = packageName.equals("default") ? "" : packageName + "/";
    Namespace.Resolved target =
        namespace.resolve(
            new ActionName(path, file.substring(0, file.length() - EXTENSION.length())));
    if (!target.action().annotations().isTrue("web-export")) {
      throw Namespace.notFound();
    }
    requireSecret(target.action(), request);
    Invoker.Invoked invoked =
        invoker.invoke(target, parameters(request), Optional.of(invoker.blockingWait()));
    return reply(invoked).of(invoked.id());
  }

  private void requireSecret(ActionEntity action, ApiRequest request) throws ApiException {
    Optional<JsonElement> demand = action.annotations().get("require-whisk-auth");
    if (demand.isEmpty()) {
      return;
    }
    boolean admitted;
    if (demand.get().equals(new JsonPrimitive(true))) {
      admitted = key.matches(request.header("Authorization"));
    } else {
      String given = request.header("X-Require-Whisk-Auth");
      admitted =
          given != null
              && demand.get().isJsonPrimitive()
              && MessageDigest.isEqual(
                  given.getBytes(StandardCharsets.UTF_8),
                  demand.get().getAsString().getBytes(StandardCharsets.UTF_8));
    }
    if (!admitted) {
      throw new ApiException(401, "The supplied authentication is invalid.");
    }
  }

  private static JsonObject parameters(ApiRequest request) throws ApiException, IOException {
    JsonObject parameters = new JsonObject();
    request.query().forEach(parameters::addProperty);
    if (request.method().equals("POST")) {
      request
          .body(HostLimits.PAYLOAD_BYTES)
          .entrySet()
          .forEach(entry -> parameters.add(entry.getKey(), entry.getValue()));
    } else if (!request.method().equals("GET")) {
      throw new ApiException(405, "HTTP method not allowed.");
    }
    for (String name : parameters.keySet()) {
      if (name.startsWith(RESERVED)) {
        throw new ApiException(
            400, "Request defines parameters that are not allowed (e.g., reserved properties).");
      }
    }
    // Not the headers, among which is the secret.
    parameters.addProperty(RESERVED + "method", request.method().toLowerCase(Locale.ROOT));
    parameters.addProperty(RESERVED + "path", "");
    return parameters;
  }

  private static ApiReply reply(Invoker.Invoked invoked) throws ApiException {
    if (invoked.activation().isEmpty()) {
      return ApiReply.error(202, "Response not yet ready.");
    }
    Activation.Outcome outcome = invoked.activation().get().outcome();
    if (outcome.status() == ActivationStatus.SUCCESS) {
      return ApiReply.ok(outcome.result());
    }
    if (outcome.status() == ActivationStatus.APPLICATION_ERROR) {
      JsonElement error = outcome.result().get("error");
      if (!error.isJsonObject() && !error.isJsonArray()) {
        throw new ApiException(400, "The response is not of type application/json.");
      }
      return ApiReply.ok(error);
    }
    ApiReply broken = ApiReply.error(400, "There was an error processing your request.");
    JsonObject body = broken.body().getAsJsonObject();
    body.addProperty("status", outcome.status().text());
    body.addProperty("timeout", outcome.timedOut());
    return broken;
  }
}
