// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** A status and a JSON body; a body that is no JSON is a text. */
public record Answer(int status, JsonElement json) {
  public JsonObject object() {
    return json.getAsJsonObject();
  }

  public JsonObject response() {
    return object().getAsJsonObject("response");
  }

  public JsonObject result() {
    return response().getAsJsonObject("result");
  }

  public String text(String name) {
    return object().get(name).getAsString();
  }
}
