// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** An action to deploy; may hold a secret, so it neither prints nor compares. */
final class ActionSpec {
  static final String KIND = "java:8";
  private static final String PACKAGE = "parley";
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(60);

  private final String name;
  private final String main;
  private final Path jar;
  private final Limits limits;
  private final Map<String, JsonElement> bound;
  private final Optional<String> webSecret;

  /**
   * What one run may take.
   *
   * @param memoryMegabytes of its container
   */
  record Limits(Duration timeout, int memoryMegabytes) {}

  private ActionSpec(
      Entry entry, Limits limits, Map<String, JsonElement> bound, Optional<String> webSecret) {
    this.name = entry.name();
    this.main = entry.main();
    this.jar = entry.jar();
    this.limits = limits;
    this.bound = Map.copyOf(bound);
    this.webSecret = webSecret;
  }

  private record Entry(String name, String main, Path jar) {}

  /** The merge of secure aggregates and rows, for whoever has the secret: {@code parley/merge}. */
  static ActionSpec merge(Path jar, Limits limits, String webSecret) {
    return new ActionSpec(
        new Entry("merge", "dev.parley.actions.secureagg.MergeAction", jar),
        limits,
        Map.of(),
        Optional.of(webSecret));
  }

  /** What a container finds, for whoever has the namespace's key: {@code parley/probe}. */
  static ActionSpec probe(Path jar, int memoryMegabytes, Map<String, JsonElement> bound) {
    return new ActionSpec(
        new Entry("probe", "dev.parley.actions.probe.ProbeAction", jar),
        new Limits(PROBE_TIMEOUT, memoryMegabytes),
        bound,
        Optional.empty());
  }

  String packageName() {
    return PACKAGE;
  }

  /** Package and name. */
  String path() {
    return PACKAGE + "/" + name;
  }

  /** What it has bound beside what its package has; unmodifiable. */
  Map<String, JsonElement> bound() {
    return bound;
  }

  /** Returns what is sent to put it. */
  JsonObject body() {
    JsonObject exec = new JsonObject();
    exec.addProperty("kind", KIND);
    exec.addProperty("main", main);
    exec.addProperty("code", code());
    exec.addProperty("binary", true);
    JsonObject limit = new JsonObject();
    limit.addProperty("timeout", limits.timeout().toMillis());
    limit.addProperty("memory", limits.memoryMegabytes());
    JsonObject body = new JsonObject();
    body.add("exec", exec);
    body.add("limits", limit);
    body.add("annotations", annotations());
    JsonArray parameters = new JsonArray();
    bound.forEach((key, value) -> parameters.add(pair(key, value)));
    // Also if there are none: else those of an earlier deployment would stay.
    body.add("parameters", parameters);
    return body;
  }

  private JsonArray annotations() {
    JsonArray annotations = new JsonArray();
    annotations.add(pair("web-export", new JsonPrimitive(webSecret.isPresent())));
    annotations.add(pair("raw-http", new JsonPrimitive(false)));
    // Without it OpenWhisk lets any invocation override what is bound.
    annotations.add(pair("final", new JsonPrimitive(true)));
    webSecret.ifPresent(
        secret -> annotations.add(pair("require-whisk-auth", new JsonPrimitive(secret))));
    return annotations;
  }

  private String code() {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(jar));
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The jar %s of action %s cannot be read".formatted(jar, name),
          "Build it, or name the file where it is.",
          e);
    }
  }

  static JsonObject pair(String key, JsonElement value) {
    JsonObject pair = new JsonObject();
    pair.addProperty("key", key);
    pair.add("value", value);
    return pair;
  }

  @Override
  public String toString() {
    return path();
  }
}
