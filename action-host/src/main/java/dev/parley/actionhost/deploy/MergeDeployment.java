// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a cloud operator does once for a federation: puts the merge action onto OpenWhisk, and binds
 * the credential by which it reads and writes the pipe. Can be repeated, compared and undone.
 */
public final class MergeDeployment {
  private final Deployment deployment;
  private final ActionSpec action;
  private final Map<String, String> bound;
  private final String webSecret;

  /**
   * Deploys as {@code settings} say.
   *
   * @param jar the action's code
   */
  public MergeDeployment(DeploySettings settings, Path jar) {
    this.deployment = new Deployment(settings.server(), settings.key());
    this.action = settings.merge(jar);
    this.bound = settings.bound();
    this.webSecret = settings.webSecret();
  }

  /**
   * Puts package and action, over those that are there.
   *
   * @throws dev.parley.protocol.error.ParleyException ACTION_FAILED if OpenWhisk refuses, or does
   *     not answer
   */
  public void deploy() {
    deployment.putPackage(action.packageName(), bound);
    deployment.putWebAction(action, webSecret);
  }

  /** Removes action and package, if they are there. */
  public void remove() {
    deployment.remove(action.packageName(), action.name());
  }

  /**
   * Says in what OpenWhisk has other things than {@link #deploy} would put there; no secret is
   * among the words.
   *
   * @return one sentence for each difference; empty if there is none
   */
  public List<String> differences() {
    List<String> differences = new ArrayList<>();
    String packageName = action.packageName();
    Optional<JsonObject> there = deployment.get("packages/" + packageName);
    if (there.isEmpty()) {
      differences.add("package %s is not there".formatted(packageName));
    } else if (!pairs(there.get(), "parameters").equals(texts(bound))) {
      differences.add("package %s has other parameters bound".formatted(packageName));
    }
    Optional<JsonObject> deployed = deployment.get("actions/" + packageName + "/" + action.name());
    if (deployed.isEmpty()) {
      differences.add("action %s/%s is not there".formatted(packageName, action.name()));
    } else {
      compare(deployed.get(), differences);
    }
    return differences;
  }

  private void compare(JsonObject deployed, List<String> differences) {
    JsonObject wanted = Deployment.body(action, webSecret);
    JsonObject exec = deployed.getAsJsonObject("exec");
    for (String name : List.of("kind", "main", "code")) {
      if (!wanted.getAsJsonObject("exec").get(name).equals(exec.get(name))) {
        differences.add("the action's %s is another".formatted(name));
      }
    }
    for (String name : List.of("timeout", "memory")) {
      JsonElement limit = deployed.getAsJsonObject("limits").get(name);
      if (limit == null || limit.getAsLong() != number(wanted, name)) {
        differences.add("the action's limit of %s is %s".formatted(name, limit));
      }
    }
    Map<String, JsonElement> annotations = pairs(deployed, "annotations");
    pairs(wanted, "annotations")
        .forEach(
            (name, value) -> {
              if (!value.equals(annotations.get(name))) {
                differences.add("the action's annotation %s is another".formatted(name));
              }
            });
  }

  private static long number(JsonObject wanted, String limit) {
    return wanted.getAsJsonObject("limits").get(limit).getAsLong();
  }

  private static Map<String, JsonElement> texts(Map<String, String> values) {
    Map<String, JsonElement> texts = new TreeMap<>();
    values.forEach((name, value) -> texts.put(name, new JsonPrimitive(value)));
    return texts;
  }

  private static Map<String, JsonElement> pairs(JsonObject entity, String list) {
    Map<String, JsonElement> pairs = new TreeMap<>();
    for (JsonElement pair : entity.getAsJsonArray(list)) {
      pairs.put(
          pair.getAsJsonObject().get("key").getAsString(), pair.getAsJsonObject().get("value"));
    }
    return pairs;
  }
}
