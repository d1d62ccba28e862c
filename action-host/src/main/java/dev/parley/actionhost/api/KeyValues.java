// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parameters or annotations as OpenWhisk writes them: a list of objects with key and value. May
 * hold secrets, and does not print.
 */
final class KeyValues {
  static final KeyValues NONE = new KeyValues(Map.of());

  private final Map<String, JsonElement> values;

  private KeyValues(Map<String, JsonElement> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Reads the list under {@code name}; empty if it is absent. */
  static KeyValues read(JsonObject json, String name) throws ApiException {
    if (!json.has(name)) {
      return NONE;
    }
    Map<String, JsonElement> values = new LinkedHashMap<>();
    try {
      for (JsonElement item : json.getAsJsonArray(name)) {
        JsonObject pair = item.getAsJsonObject();
        values.put(pair.get("key").getAsString(), pair.get("value"));
      }
    } catch (ClassCastException
        | IllegalStateException
        | NullPointerException
        | UnsupportedOperationException e) {
      throw new ApiException(
          400, "The request content was malformed: " + name + " is not a list of key and value.");
    }
    return new KeyValues(values);
  }

  JsonArray toJson() {
    JsonArray list = new JsonArray();
    values.forEach(
        (key, value) -> {
          JsonObject pair = new JsonObject();
          pair.addProperty("key", key);
          pair.add("value", value);
          list.add(pair);
        });
    return list;
  }

  /** These, and {@code others}, which take the place of those of the same names. */
  KeyValues with(KeyValues others) {
    Map<String, JsonElement> all = new LinkedHashMap<>(values);
    all.putAll(others.values);
    return new KeyValues(all);
  }

  /** Unmodifiable. */
  Set<String> names() {
    return values.keySet();
  }

  /** Returns them as an action is given them. */
  JsonObject toObject() {
    JsonObject object = new JsonObject();
    values.forEach(object::add);
    return object;
  }

  Optional<JsonElement> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Whether {@code key} stands for true. */
  boolean isTrue(String key) {
    return new JsonPrimitive(true).equals(values.get(key));
  }
}
