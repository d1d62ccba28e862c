// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonObject;
import java.util.List;

/** A name for an event; {@code parameters} are those of every firing, unless that has its own. */
record TriggerEntity(Place place, KeyValues parameters, KeyValues annotations) {

  static TriggerEntity read(Place place, JsonObject json) throws ApiException {
    return new TriggerEntity(
        place, KeyValues.read(json, "parameters"), KeyValues.read(json, "annotations"));
  }

  /** Reads what was sent to change this trigger. */
  TriggerEntity update(JsonObject json) throws ApiException {
    JsonObject whole = JsonFields.update(json, toJson(List.of()), "parameters", "annotations");
    return read(place.next(), whole);
  }

  String name() {
    return place.name();
  }

  /** Returns the trigger as the API shows it, with the rules that start from it. */
  JsonObject toJson(List<RuleEntity> rules) {
    JsonObject json = new JsonObject();
    json.addProperty("namespace", place.namespace());
    json.addProperty("name", name());
    json.addProperty("version", place.version());
    json.addProperty("publish", false);
    json.add("parameters", parameters.toJson());
    json.add("annotations", annotations.toJson());
    json.add("limits", new JsonObject());
    JsonObject list = new JsonObject();
    for (RuleEntity rule : rules) {
      JsonObject item = new JsonObject();
      item.add("action", rule.actionJson());
      item.addProperty("status", rule.status());
      list.add(place.namespace() + "/" + rule.name(), item);
    }
    json.add("rules", list);
    return json;
  }
}
