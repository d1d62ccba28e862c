// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.UUID;

/** A status, a JSON body and a few headers. */
record ApiReply(int status, JsonElement body, Map<String, String> headers) {
  ApiReply {
    headers = Map.copyOf(headers);
  }

  static ApiReply ok(JsonElement body) {
    return new ApiReply(200, body, Map.of());
  }

  /** Done, and there is nothing to say. */
  static ApiReply nothing() {
    return new ApiReply(204, JsonNull.INSTANCE, Map.of());
  }

  /** Begun, and not waited for. */
  static ApiReply accepted(String activationId) {
    JsonObject id = new JsonObject();
    id.addProperty("activationId", activationId);
    return new ApiReply(202, id, Map.of()).of(activationId);
  }

  /** An error as OpenWhisk words it: a sentence, and as code an id to ask the operator about. */
  static ApiReply error(int status, String fact) {
    JsonObject body = new JsonObject();
    body.addProperty("error", fact);
    body.addProperty("code", UUID.randomUUID().toString().replace("-", ""));
    return new ApiReply(status, body, Map.of());
  }

  ApiReply of(String activationId) {
    return new ApiReply(status, body, Map.of("X-OpenWhisk-Activation-Id", activationId));
  }
}
