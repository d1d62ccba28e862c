// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.activation;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One run of an action, as it is remembered.
 *
 * @param id 32 hexadecimal digits
 * @param action namespace, perhaps package, and name, with slashes between
 */
public record Activation(
    String id, String action, String version, Instant start, Duration duration, Outcome outcome) {

  /**
   * What came of a run.
   *
   * @param result what the action returned, or an {@code error} that says why it did not
   * @param logs what it printed, a line each
   * @param timedOut whether it was ended for taking too long
   */
  public record Outcome(
      ActivationStatus status, JsonObject result, List<String> logs, boolean timedOut) {
    public Outcome {
      logs = List.copyOf(logs);
    }

    /** An outcome with nothing but an error. */
    public static Outcome failed(ActivationStatus status, String error) {
      JsonObject result = new JsonObject();
      result.addProperty("error", error);
      return new Outcome(status, result, List.of(), false);
    }
  }

  /** Returns the record as OpenWhisk's API shows it. */
  public JsonObject toJson() {
    JsonObject json = summary();
    json.add("response", response());
    JsonArray logs = new JsonArray();
    outcome.logs().forEach(logs::add);
    json.add("logs", logs);
    return json;
  }

  private JsonObject summary() {
    String[] path = action.split("/", -1);
    JsonObject json = new JsonObject();
    json.addProperty("activationId", id);
    json.addProperty("namespace", path[0]);
    json.addProperty("name", path[path.length - 1]);
    json.addProperty("subject", path[0]);
    json.addProperty("version", version);
    json.addProperty("publish", false);
    json.addProperty("start", start.toEpochMilli());
    json.addProperty("end", start.plus(duration).toEpochMilli());
    json.addProperty("duration", duration.toMillis());
    JsonArray annotations = new JsonArray();
    annotations.add(annotation("path", new JsonPrimitive(action)));
    annotations.add(annotation("timeout", new JsonPrimitive(outcome.timedOut())));
    json.add("annotations", annotations);
    return json;
  }

  private JsonObject response() {
    JsonObject response = new JsonObject();
    response.addProperty("status", outcome.status().text());
    response.addProperty("statusCode", outcome.status().number());
    response.addProperty("success", outcome.status() == ActivationStatus.SUCCESS);
    response.add("result", outcome.result());
    return response;
  }

  private static JsonObject annotation(String key, JsonElement value) {
    JsonObject annotation = new JsonObject();
    annotation.addProperty("key", key);
    annotation.add("value", value);
    return annotation;
  }
}
