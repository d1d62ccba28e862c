// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The parameters of an invocation, read strictly. */
final class Parameters {
  private final JsonObject json;

  Parameters(JsonObject json) {
    this.json = json;
  }

  /** Refuses any parameter that is neither in {@code known} nor one of OpenWhisk's own. */
  void requireOnly(List<String> known) throws RefusedException {
    for (String name : json.keySet()) {
      // What a web action is told of its request: __ow_method, __ow_headers, __ow_path.
      if (!known.contains(name) && !name.startsWith("__ow_")) {
        throw new RefusedException(RefusalCode.INVALID_PARAMETERS, "There is an unknown parameter");
      }
    }
  }

  /** Returns a text that matches {@code form} as a whole. */
  String text(String name, Pattern form, RefusalCode otherwise) throws RefusedException {
    return text(json.get(name), name, form, otherwise);
  }

  /** Whether there is such a parameter. */
  boolean has(String name) {
    return json.has(name);
  }

  /** Returns a sorted list of texts that all match {@code form}, none of them twice. */
  List<String> texts(String name, Pattern form, int atMost) throws RefusedException {
    JsonElement value = json.get(name);
    if (value == null || !value.isJsonArray()) {
      throw new RefusedException(RefusalCode.INVALID_PARAMETERS, name + " is not a list");
    }
    if (value.getAsJsonArray().size() == 0 || value.getAsJsonArray().size() > atMost) {
      throw new RefusedException(
          RefusalCode.INVALID_PARAMETERS, name + " has not 1 to " + atMost + " members");
    }
    List<String> texts = new ArrayList<>();
    for (JsonElement item : value.getAsJsonArray()) {
      texts.add(text(item, name, form, RefusalCode.INVALID_PARAMETERS));
    }
    Collections.sort(texts);
    for (int i = 1; i < texts.size(); i++) {
      if (texts.get(i).equals(texts.get(i - 1))) {
        throw new RefusedException(
            RefusalCode.INVALID_PARAMETERS, name + " has a member more than once");
      }
    }
    return texts;
  }

  @SuppressWarnings("NullAway") // JsonObject.get returns null for what is absent, and says so only
  // in words.
  private static String text(JsonElement value, String name, Pattern form, RefusalCode otherwise)
      throws RefusedException {
    if (value == null
        || !value.isJsonPrimitive()
        || !value.getAsJsonPrimitive().isString()
        || !form.matcher(value.getAsString()).matches()) {
      throw new RefusedException(otherwise, name + " is missing or malformed");
    }
    return value.getAsString();
  }
}
