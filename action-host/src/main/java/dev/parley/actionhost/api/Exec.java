// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;

/** What an action consists of: code, or other actions. */
sealed interface Exec {
  /** The one kind of runtime there is. */
  String JAVA = "java:8";

  /** The kind of an action that runs others. */
  String SEQUENCE = "sequence";

  /** How many actions a sequence may run, those of sequences in it included. */
  int MAX_COMPONENTS = 50;

  /** Returns this as the API shows it. */
  JsonObject toJson(String namespace, boolean withCode);

  static Exec read(JsonFields exec, String namespace) throws ApiException {
    String kind = exec.text("kind");
    if (kind.equals(SEQUENCE)) {
      return sequence(exec, namespace);
    }
    if (!kind.equals(JAVA) && !kind.equals("java:default")) {
      throw new ApiException(400, "The kind of this action is unknown; there is " + JAVA + ".");
    }
    return new Java(exec.text("main"), exec.text("code"));
  }

  private static Sequence sequence(JsonFields exec, String namespace) throws ApiException {
    List<ActionName> components = new ArrayList<>();
    for (JsonElement component : exec.list("components")) {
      if (!(component instanceof JsonPrimitive primitive) || !primitive.isString()) {
        throw JsonFields.malformed("components");
      }
      components.add(ActionName.parse(primitive.getAsString(), namespace));
    }
    if (components.isEmpty()) {
      throw new ApiException(400, "No component specified for the sequence.");
    }
    if (components.size() > MAX_COMPONENTS) {
      throw Resolution.tooLong();
    }
    return new Sequence(components);
  }

  /**
   * A jar.
   *
   * @param main the class that has the entry point
   * @param code in Base64
   */
  record Java(String main, String code) implements Exec {
    @Override
    public JsonObject toJson(String namespace, boolean withCode) {
      JsonObject exec = new JsonObject();
      exec.addProperty("kind", JAVA);
      exec.addProperty("main", main);
      exec.addProperty("binary", true);
      if (withCode) {
        exec.addProperty("code", code);
      }
      return exec;
    }

    /** Not the code, which is long. */
    @Override
    public String toString() {
      return main;
    }
  }

  /** Other actions, each of which is given the result of the one before. */
  record Sequence(List<ActionName> components) implements Exec {
    public Sequence {
      components = List.copyOf(components);
    }

    @Override
    public JsonObject toJson(String namespace, boolean withCode) {
      JsonArray names = new JsonArray();
      components.forEach(component -> names.add(component.in(namespace)));
      JsonObject exec = new JsonObject();
      exec.addProperty("kind", SEQUENCE);
      exec.add("components", names);
      return exec;
    }
  }
}
