// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a cloud operator does once for a federation: puts the merge action onto OpenWhisk, binds the
 * credential by which it reads and writes the pipe, and has a probe say whether containers find
 * what they should. Can be repeated, compared and undone.
 */
public final class MergeDeployment {
  private final Deployment deployment;
  private final DeploySettings settings;
  private final ActionSpec merge;
  private final ActionSpec probe;
  private final Map<String, JsonElement> bound;

  /**
   * Deploys as {@code settings} say.
   *
   * @param jar the actions' code
   */
  public MergeDeployment(DeploySettings settings, Path jar) {
    this.deployment =
        new Deployment(settings.server(), settings.key(), settings.probing().patience());
    this.settings = settings;
    this.merge = settings.merge(jar);
    this.probe = settings.probe(jar);
    this.bound = settings.bound();
  }

  /**
   * Puts package and actions, over those that are there.
   *
   * @throws dev.parley.protocol.error.ParleyException ACTION_FAILED if what answers is no
   *     OpenWhisk, cannot run such actions, refuses, or does not answer
   */
  public void deploy() {
    deployment.info().requireRoomFor(settings.limits());
    deployment.putPackage(merge.packageName(), bound);
    deployment.putAction(merge);
    deployment.putAction(probe);
  }

  /** Removes actions and package, if they are there. */
  public void remove() {
    deployment.info();
    deployment.remove("actions/" + probe.path());
    deployment.remove("actions/" + merge.path());
    deployment.remove("packages/" + merge.packageName());
  }

  /**
   * Invokes the probe that is deployed.
   *
   * @throws dev.parley.protocol.error.ParleyException ACTION_FAILED if it cannot be invoked, or
   *     does not end
   */
  public ProbeReport probe() {
    return ProbeReport.of(settings.probing(), deployment.invoke(probe));
  }

  /**
   * Says in what OpenWhisk has other things than {@link #deploy} would put there; no secret is
   * among the words.
   *
   * @return one sentence for each difference; empty if there is none
   */
  public List<String> differences() {
    deployment.info();
    List<String> differences = new ArrayList<>();
    String packageName = merge.packageName();
    Optional<JsonObject> there = deployment.get("packages/" + packageName);
    Map<String, JsonElement> inherited =
        there.isEmpty() ? Map.of() : pairs(there.get(), "parameters");
    if (there.isEmpty()) {
      differences.add("package %s is not there".formatted(packageName));
    } else if (!inherited.equals(bound)) {
      differences.add("package %s has other parameters bound".formatted(packageName));
    }
    for (ActionSpec action : List.of(merge, probe)) {
      Optional<JsonObject> deployed = deployment.get("actions/" + action.path());
      if (deployed.isEmpty()) {
        differences.add("action %s is not there".formatted(action.path()));
      } else {
        differences.addAll(compare(action, deployed.get(), inherited));
      }
    }
    return differences;
  }

  private static List<String> compare(
      ActionSpec action, JsonObject deployed, Map<String, JsonElement> inherited) {
    List<String> differences = new ArrayList<>();
    JsonObject wanted = action.body();
    String name = "action " + action.path();
    JsonObject exec = deployed.getAsJsonObject("exec");
    for (String part : List.of("kind", "main", "code")) {
      if (!wanted.getAsJsonObject("exec").get(part).equals(exec.get(part))) {
        differences.add("%s has another %s".formatted(name, part));
      }
    }
    for (String part : List.of("timeout", "memory")) {
      JsonElement limit = deployed.getAsJsonObject("limits").get(part);
      if (limit == null || limit.getAsLong() != number(wanted, part)) {
        differences.add("%s has %s as its limit of %s".formatted(name, limit, part));
      }
    }
    // OpenWhisk shows what the package has bound as well.
    Map<String, JsonElement> all = new TreeMap<>(inherited);
    all.putAll(action.bound());
    if (!pairs(deployed, "parameters").equals(all)) {
      differences.add("%s has other parameters bound".formatted(name));
    }
    Map<String, JsonElement> annotations = pairs(deployed, "annotations");
    pairs(wanted, "annotations")
        .forEach(
            (key, value) -> {
              if (!value.equals(annotations.get(key))) {
                differences.add("%s has another annotation %s".formatted(name, key));
              }
            });
    return differences;
  }

  private static long number(JsonObject wanted, String limit) {
    return wanted.getAsJsonObject("limits").get(limit).getAsLong();
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
