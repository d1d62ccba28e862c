// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.invocation;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The parameters of an invocation, read strictly. */
public final class Parameters {
  private final JsonObject json;

  public Parameters(JsonObject json) {
    this.json = json;
  }

  /** Refuses any parameter that is neither in {@code known} nor one of OpenWhisk's own. */
  public void requireOnly(List<String> known) throws RefusedException {
    for (String name : json.keySet()) {
      // What a web action is told of its request: __ow_method, __ow_headers, __ow_path.
      if (!known.contains(name) && !name.startsWith("__ow_")) {
        throw new RefusedException(RefusalCode.INVALID_PARAMETERS, "There is an unknown parameter");
      }
    }
  }

  /** Returns a text that matches {@code form} as a whole. */
  public String text(String name, Pattern form, RefusalCode otherwise) throws RefusedException {
    return text(json.get(name), name, form, otherwise);
  }

  /** Whether there is such a parameter. */
  public boolean has(String name) {
    return json.has(name);
  }

  /** Returns a sorted list of texts that all match {@code form}, none of them twice. */
  public List<String> sortedTexts(String name, Pattern form, int atMost) throws RefusedException {
    RefusalCode otherwise = RefusalCode.INVALID_PARAMETERS;
    List<String> texts = texts(name, form, atMost, otherwise);
    if (texts.isEmpty()) {
      throw tooManyOrNone(name, 1, atMost, otherwise);
    }
    Collections.sort(texts);
    for (int i = 1; i < texts.size(); i++) {
      if (texts.get(i).equals(texts.get(i - 1))) {
        throw new RefusedException(otherwise, name + " has a member more than once");
      }
    }
    return texts;
  }

  /** Returns a list, perhaps empty, of texts that all match {@code form}. */
  public List<String> texts(String name, Pattern form, int atMost, RefusalCode otherwise)
      throws RefusedException {
    JsonElement value = json.get(name);
    if (value == null || !value.isJsonArray()) {
      throw new RefusedException(otherwise, name + " is not a list");
    }
    if (value.getAsJsonArray().size() > atMost) {
      throw tooManyOrNone(name, 0, atMost, otherwise);
    }
    List<String> texts = new ArrayList<>();
    for (JsonElement item : value.getAsJsonArray()) {
      texts.add(text(item, name, form, otherwise));
    }
    return texts;
  }

  private static RefusedException tooManyOrNone(
      String name, int least, int most, RefusalCode otherwise) {
    return new RefusedException(otherwise, name + " has not " + least + " to " + most + " members");
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
