// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Which action a trigger invokes, unless the rule is inactive. */
record RuleEntity(
    Place place, String trigger, ActionName action, boolean active, KeyValues annotations) {
  private static final String ACTIVE = "active";
  private static final String INACTIVE = "inactive";

  /** Reads what was stored, or sent for a rule that is new, which is active. */
  static RuleEntity read(Place place, JsonObject json) throws ApiException {
    JsonFields fields = new JsonFields(json);
    ActionName trigger = entity(place, json.get("trigger"), "trigger");
    if (!trigger.path().isEmpty()) {
      throw JsonFields.malformed("trigger");
    }
    return new RuleEntity(
        place,
        trigger.name(),
        entity(place, json.get("action"), "action"),
        !json.has("status") || isActive(fields.text("status")),
        KeyValues.read(json, "annotations"));
  }

  /** Reads what was sent to change this rule. */
  RuleEntity update(JsonObject json) throws ApiException {
    JsonObject whole = JsonFields.update(json, toJson(), "trigger", "action", "annotations");
    whole.addProperty("status", status());
    return read(place.next(), whole);
  }

  RuleEntity withActive(boolean isActive) {
    return new RuleEntity(place, trigger, action, isActive, annotations);
  }

  static boolean isActive(String status) throws ApiException {
    return switch (status) {
      case ACTIVE -> true;
      case INACTIVE -> false;
      default -> throw JsonFields.malformed("status");
    };
  }

  /** As clients send it, in one text, or as it is stored and shown, in path and name. */
  private static ActionName entity(Place place, JsonElement json, String what) throws ApiException {
    if (json == null) {
      throw new ApiException(400, "rule requires a valid trigger and a valid action");
    }
    if (json.isJsonObject()) {
      JsonFields fields = new JsonFields(json.getAsJsonObject());
      return ActionName.parse(fields.text("path") + "/" + fields.text("name"), place.namespace());
    }
    if (!json.isJsonPrimitive()) {
      throw JsonFields.malformed(what);
    }
    return ActionName.parse(json.getAsString(), place.namespace());
  }

  String name() {
    return place.name();
  }

  String status() {
    return active ? ACTIVE : INACTIVE;
  }

  JsonObject actionJson() {
    return pathAndName(action);
  }

  private JsonObject pathAndName(ActionName entity) {
    JsonObject json = new JsonObject();
    json.addProperty("path", entity.pathIn(place.namespace()));
    json.addProperty("name", entity.name());
    return json;
  }

  /** Returns the rule as the API shows it. */
  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("namespace", place.namespace());
    json.addProperty("name", name());
    json.addProperty("version", place.version());
    json.addProperty("publish", false);
    json.addProperty("status", status());
    json.add("trigger", pathAndName(new ActionName("", trigger)));
    json.add("action", actionJson());
    json.add("annotations", annotations.toJson());
    return json;
  }
}
