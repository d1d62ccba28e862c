// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** Actions under one name, and the parameters they have in common. */
record PackageEntity(
    String namespace, String name, int version, KeyValues parameters, KeyValues annotations) {

  static PackageEntity read(String namespace, String name, int version, JsonObject json)
      throws ApiException {
    return new PackageEntity(
        namespace,
        name,
        version,
        KeyValues.read(json, "parameters"),
        KeyValues.read(json, "annotations"));
  }

  JsonObject toJson(List<ActionEntity> actions) {
    JsonObject json = new JsonObject();
    json.addProperty("namespace", namespace);
    json.addProperty("name", name);
    json.addProperty("version", "0.0." + version);
    json.addProperty("publish", false);
    json.add("parameters", parameters.toJson());
    json.add("annotations", annotations.toJson());
    json.add("binding", new JsonObject());
    JsonArray list = new JsonArray();
    for (ActionEntity action : actions) {
      JsonObject item = new JsonObject();
      item.addProperty("name", action.name());
      item.addProperty("version", action.image().version());
      item.add("annotations", action.annotations().toJson());
      list.add(item);
    }
    json.add("actions", list);
    return json;
  }
}
