// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonObject;
import dev.parley.actionhost.config.HostLimits;
import dev.parley.actionhost.process.ActionImage;
import java.time.Duration;
import java.util.Optional;

/** An action as it was deployed. */
record ActionEntity(
    Deployed place, Exec exec, Limits limits, KeyValues parameters, KeyValues annotations) {

  /**
   * What tells one deployment of an action from another.
   *
   * @param path its package and a slash, or empty
   * @param version how often the action was deployed
   * @param revision differs for all deployments of one host
   */
  record Deployed(String namespace, String path, String name, int version, long revision) {}

  /** How long one run may take, and how much memory. */
  record Limits(Duration timeout, int memoryMegabytes) {
    private static final long DEFAULT_TIMEOUT_MILLIS = 60_000;
    private static final int DEFAULT_MEGABYTES = 256;

    static Limits read(JsonFields limits) throws ApiException {
      long timeoutMillis =
          limits.limit(
              "timeout",
              DEFAULT_TIMEOUT_MILLIS,
              HostLimits.MIN_TIMEOUT.toMillis(),
              HostLimits.MAX_TIMEOUT.toMillis());
      long memory =
          limits.limit(
              "memory",
              DEFAULT_MEGABYTES,
              HostLimits.MIN_MEMORY_MEGABYTES,
              HostLimits.MAX_MEMORY_MEGABYTES);
      return new Limits(Duration.ofMillis(timeoutMillis), (int) memory);
    }

    JsonObject toJson() {
      JsonObject json = new JsonObject();
      json.addProperty("timeout", timeout.toMillis());
      json.addProperty("memory", memoryMegabytes);
      json.addProperty("concurrency", 1);
      return json;
    }
  }

  /** Reads what was stored, or sent for an action that is new. */
  static ActionEntity read(Deployed place, JsonObject json) throws ApiException {
    JsonFields fields = new JsonFields(json);
    Exec exec = Exec.read(fields.section("exec"), place.namespace());
    return new ActionEntity(
        place,
        exec,
        Limits.read(fields.sectionIfAny("limits")),
        // OpenWhisk gives a sequence none; its parts have their own.
        exec instanceof Exec.Sequence ? KeyValues.NONE : KeyValues.read(json, "parameters"),
        KeyValues.read(json, "annotations"));
  }

  /** Reads what was sent to change this action. */
  ActionEntity update(long revision, JsonObject json) throws ApiException {
    JsonObject there = toJson(true);
    JsonObject whole =
        JsonFields.update(json, there, "exec", "limits", "parameters", "annotations");
    JsonFields limits = new JsonFields(whole).section("limits");
    whole.add(
        "limits", JsonFields.update(limits.json(), this.limits.toJson(), "timeout", "memory"));
    return read(
        new Deployed(place.namespace(), path(), name(), place.version() + 1, revision), whole);
  }

  /** Its package and a slash, or empty. */
  String path() {
    return place.path();
  }

  String name() {
    return place.name();
  }

  /** Namespace, perhaps package, and name, with slashes between. */
  String fullName() {
    return place.namespace() + "/" + path() + name();
  }

  String version() {
    return "0.0." + place.version();
  }

  /** What a process needs to become this action; empty for a sequence. */
  Optional<ActionImage> image() {
    if (!(exec instanceof Exec.Java java)) {
      return Optional.empty();
    }
    return Optional.of(
        new ActionImage(
            fullName(),
            version(),
            place.revision(),
            java.main(),
            java.code(),
            limits.timeout(),
            limits.memoryMegabytes()));
  }

  /** Returns the action as the API shows it. */
  JsonObject toJson(boolean withCode) {
    String full = fullName();
    JsonObject json = new JsonObject();
    json.addProperty("namespace", full.substring(0, full.lastIndexOf('/')));
    json.addProperty("name", name());
    json.addProperty("version", version());
    json.addProperty("publish", false);
    json.add("exec", exec.toJson(place.namespace(), withCode));
    json.add("limits", limits.toJson());
    json.add("parameters", parameters.toJson());
    json.add("annotations", annotations.toJson());
    return json;
  }
}
