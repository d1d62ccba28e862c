// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Actions under one name, and the parameters they have in common; or a binding, which has no
 * actions of its own, but shows those of another package with more parameters.
 *
 * @param binding the other package, if this is a binding
 */
record PackageEntity(
    Place place, Optional<String> binding, KeyValues parameters, KeyValues annotations) {

  /** Reads what was stored, or sent for a package that is new. */
  static PackageEntity read(Place place, JsonObject json) throws ApiException {
    return new PackageEntity(
        place,
        bindingIn(place.namespace(), new JsonFields(json).sectionIfAny("binding")),
        KeyValues.read(json, "parameters"),
        KeyValues.read(json, "annotations"));
  }

  /** Reads what was sent to change this package. */
  PackageEntity update(JsonObject json) throws ApiException {
    JsonObject whole =
        JsonFields.update(json, toJson(List.of()), "binding", "parameters", "annotations");
    PackageEntity updated = read(place.next(), whole);
    if (binding.isEmpty() && updated.binding().isPresent()) {
      throw new ApiException(409, "Resource is a package and cannot be converted into a binding.");
    }
    return updated;
  }

  private static Optional<String> bindingIn(String namespace, JsonFields binding)
      throws ApiException {
    if (binding.json().size() == 0) {
      return Optional.empty();
    }
    String where = binding.text("namespace");
    if (!where.equals("_") && !where.equals(namespace)) {
      throw new ApiException(
          403, "The supplied authentication is not authorized to access this resource.");
    }
    return Optional.of(Namespace.requireName(binding.text("name")));
  }

  String name() {
    return place.name();
  }

  JsonObject toJson(List<ActionEntity> actions) {
    return toJson(parameters, actions);
  }

  /** The same with other parameters, such as those of a binding and its package together. */
  JsonObject toJson(KeyValues merged, List<ActionEntity> actions) {
    JsonObject json = new JsonObject();
    json.addProperty("namespace", place.namespace());
    json.addProperty("name", name());
    json.addProperty("version", place.version());
    json.addProperty("publish", false);
    json.add("parameters", merged.toJson());
    json.add("annotations", annotations.toJson());
    JsonObject bound = new JsonObject();
    binding.ifPresent(
        provider -> {
          bound.addProperty("namespace", place.namespace());
          bound.addProperty("name", provider);
        });
    json.add("binding", bound);
    JsonArray list = new JsonArray();
    for (ActionEntity action : actions) {
      JsonObject item = new JsonObject();
      item.addProperty("name", action.name());
      item.addProperty("version", action.version());
      item.add("annotations", action.annotations().toJson());
      list.add(item);
    }
    json.add("actions", list);
    return json;
  }
}
