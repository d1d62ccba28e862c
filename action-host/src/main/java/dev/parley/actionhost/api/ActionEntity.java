// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.parley.actionhost.config.HostLimits;
import dev.parley.actionhost.process.ActionImage;
import java.time.Duration;

/** An action as it was deployed; {@code path} is its package and a slash, or empty. */
record ActionEntity(
    String path, String name, ActionImage image, KeyValues parameters, KeyValues annotations) {
  /** The one kind of runtime there is. */
  static final String KIND = "java:8";

  private static final long DEFAULT_TIMEOUT_MILLIS = 60_000;
  private static final int DEFAULT_MEGABYTES = 256;

  /** What tells one deployment of an action from another. */
  record Place(String namespace, String path, String name, int version, long revision) {}

  static ActionEntity read(Place place, JsonObject json) throws ApiException {
    JsonObject exec = section(json, "exec");
    String kind = text(exec, "kind");
    if (!kind.equals(KIND) && !kind.equals("java:default")) {
      throw new ApiException(400, "The kind of this action is unknown; there is " + KIND + ".");
    }
    JsonObject limits = json.has("limits") ? section(json, "limits") : new JsonObject();
    Duration timeout =
        Duration.ofMillis(
            number(limits, "timeout", DEFAULT_TIMEOUT_MILLIS, 100, maxTimeoutMillis()));
    int memory =
        (int)
            number(
                limits,
                "memory",
                DEFAULT_MEGABYTES,
                HostLimits.MIN_MEMORY_MEGABYTES,
                HostLimits.MAX_MEMORY_MEGABYTES);
    ActionImage image =
        new ActionImage(
            place.namespace() + "/" + place.path() + place.name(),
            "0.0." + place.version(),
            place.revision(),
            text(exec, "main"),
            text(exec, "code"),
            timeout,
            memory);
    return new ActionEntity(
        place.path(),
        place.name(),
        image,
        KeyValues.read(json, "parameters"),
        KeyValues.read(json, "annotations"));
  }

  /** The last part of the version: how often the action was deployed. */
  int versionNumber() {
    String version = image.version();
    return Integer.parseInt(version.substring(version.lastIndexOf('.') + 1));
  }

  private static long maxTimeoutMillis() {
    return HostLimits.MAX_TIMEOUT.toMillis();
  }

  /** Returns the action as the API shows it. */
  JsonObject toJson(boolean withCode) {
    JsonObject exec = new JsonObject();
    exec.addProperty("kind", KIND);
    exec.addProperty("main", image.main());
    exec.addProperty("binary", true);
    if (withCode) {
      exec.addProperty("code", image.code());
    }
    JsonObject limits = new JsonObject();
    limits.addProperty("timeout", image.timeout().toMillis());
    limits.addProperty("memory", image.memoryMegabytes());
    limits.addProperty("concurrency", 1);
    JsonObject json = new JsonObject();
    String action = image.action();
    json.addProperty("namespace", action.substring(0, action.lastIndexOf('/')));
    json.addProperty("name", name);
    json.addProperty("version", image.version());
    json.addProperty("publish", false);
    json.add("exec", exec);
    json.add("limits", limits);
    json.add("parameters", parameters.toJson());
    json.add("annotations", annotations.toJson());
    return json;
  }

  private static JsonObject section(JsonObject json, String name) throws ApiException {
    JsonElement value = json.get(name);
    if (value == null || !value.isJsonObject()) {
      throw malformed(name);
    }
    return value.getAsJsonObject();
  }

  private static String text(JsonObject json, String name) throws ApiException {
    JsonElement value = json.get(name);
    if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw malformed(name);
  }

  private static long number(JsonObject json, String name, long fallback, long... bounds)
      throws ApiException {
    JsonElement value = json.get(name);
    if (value == null) {
      return fallback;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      double number = primitive.getAsDouble();
      if (number >= bounds[0] && number <= bounds[1]) {
        return (long) number;
      }
    }
    throw new ApiException(
        400, "The limit " + name + " is not between " + bounds[0] + " and " + bounds[1] + ".");
  }

  private static ApiException malformed(String name) {
    return new ApiException(400, "The request content was malformed: " + name + ".");
  }
}
