// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;

/** An object that a client sent, of which single fields are read strictly. */
record JsonFields(JsonObject json) {

  JsonFields section(String name) throws ApiException {
    JsonElement value = json.get(name);
    if (value == null || !value.isJsonObject()) {
      throw malformed(name);
    }
    return new JsonFields(value.getAsJsonObject());
  }

  /** The same, empty if it is absent. */
  JsonFields sectionIfAny(String name) throws ApiException {
    return json.has(name) ? section(name) : new JsonFields(new JsonObject());
  }

  String text(String name) throws ApiException {
    JsonElement value = json.get(name);
    if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw malformed(name);
  }

  List<JsonElement> list(String name) throws ApiException {
    JsonElement value = json.get(name);
    if (value == null || !value.isJsonArray()) {
      throw malformed(name);
    }
    List<JsonElement> items = new ArrayList<>();
    value.getAsJsonArray().forEach(items::add);
    return items;
  }

  /** Reads a limit, which lies between {@code least} and {@code most}. */
  long limit(String name, long fallback, long least, long most) throws ApiException {
    JsonElement value = json.get(name);
    if (value == null) {
      return fallback;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      double number = primitive.getAsDouble();
      if (number >= least && number <= most) {
        return (long) number;
      }
    }
    throw new ApiException(
        400, "The limit " + name + " is not between " + least + " and " + most + ".");
  }

  /**
   * Adds what an update does not name from what is there: an update changes only what it names.
   *
   * @param there as it was stored
   */
  static JsonObject update(JsonObject update, JsonObject there, String... fields) {
    JsonObject whole = update.deepCopy();
    for (String field : fields) {
      if (!whole.has(field) && there.has(field)) {
        whole.add(field, there.get(field));
      }
    }
    return whole;
  }

  static ApiException malformed(String name) {
    return new ApiException(400, "The request content was malformed: " + name + ".");
  }
}
