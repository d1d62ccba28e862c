// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.parley.actionhost.state.DeployedFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The packages and actions that are deployed; a change is stored before it is seen. */
public final class Namespace {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_@ .-]{0,255}");
  private static final int MAX_ACTIONS = 1_000;

  private final String name;
  private final EntityFiles files;
  private final Map<String, PackageEntity> packages = new TreeMap<>();
  private final Map<String, ActionEntity> actions = new TreeMap<>();
  private long revisions;

  /** An action with the parameters that it has before an invocation adds its own. */
  record Resolved(ActionEntity action, Map<String, JsonElement> bound) {

    /** The parameters that an invocation may not override: all that are bound, if it is final. */
    Set<String> finalNames() {
      KeyValues annotations = action.annotations();
      return annotations.isTrue("final") || annotations.isTrue("web-export")
          ? bound.keySet()
          : Set.of();
    }
  }

  private Namespace(String name, EntityFiles files) {
    this.name = name;
    this.files = files;
  }

  /**
   * Takes over what was deployed before.
   *
   * @throws dev.parley.protocol.error.ParleyException with CANNOT_START if a file is damaged, with
   *     INVALID_SETTINGS if others may read one, or it belongs to another namespace
   */
  public static Namespace load(String name, DeployedFiles deployed) {
    EntityFiles files = new EntityFiles(name, deployed);
    Namespace namespace = new Namespace(name, files);
    for (PackageEntity entity : files.packages()) {
      namespace.packages.put(entity.name(), entity);
    }
    for (ActionEntity entity : files.actions(namespace.packages.keySet())) {
      namespace.actions.put(entity.path() + entity.name(), entity);
    }
    namespace.revisions = namespace.actions.size();
    return namespace;
  }

  String name() {
    return name;
  }

  synchronized PackageEntity putPackage(String packageName, boolean overwrite, JsonObject json)
      throws ApiException {
    requireName(packageName);
    PackageEntity old = packages.get(packageName);
    requireNew(old == null || overwrite);
    requireRoom(packages.size());
    int version = old == null ? 1 : old.version() + 1;
    PackageEntity entity = PackageEntity.read(name, packageName, version, json);
    files.put(entity);
    packages.put(packageName, entity);
    return entity;
  }

  synchronized PackageEntity getPackage(String packageName) throws ApiException {
    PackageEntity entity = packages.get(packageName);
    if (entity == null) {
      throw notFound();
    }
    return entity;
  }

  synchronized PackageEntity deletePackage(String packageName) throws ApiException {
    PackageEntity entity = getPackage(packageName);
    if (!actionsIn(packageName + "/").isEmpty()) {
      throw new ApiException(409, "Package not empty.");
    }
    files.delete(entity);
    packages.remove(packageName);
    return entity;
  }

  synchronized List<PackageEntity> allPackages() {
    return List.copyOf(packages.values());
  }

  /** Returns the actions whose path is {@code path}. */
  synchronized List<ActionEntity> actionsIn(String path) {
    List<ActionEntity> found = new ArrayList<>();
    for (ActionEntity action : actions.values()) {
      if (action.path().equals(path)) {
        found.add(action);
      }
    }
    return found;
  }

  synchronized List<ActionEntity> allActions() {
    return List.copyOf(actions.values());
  }

  /** How many actions are deployed. */
  public synchronized int actionCount() {
    return actions.size();
  }

  /** Deploys an action; {@code path} is its package and a slash, or empty. */
  synchronized ActionEntity putAction(
      String path, String actionName, boolean overwrite, JsonObject json) throws ApiException {
    requireName(actionName);
    if (!path.isEmpty()) {
      getPackage(path.substring(0, path.length() - 1));
    }
    ActionEntity old = actions.get(path + actionName);
    requireNew(old == null || overwrite);
    requireRoom(actions.size());
    int version = old == null ? 1 : old.versionNumber() + 1;
    ActionEntity entity =
        ActionEntity.read(
            new ActionEntity.Place(name, path, actionName, version, ++revisions), json);
    files.put(entity);
    actions.put(path + actionName, entity);
    return entity;
  }

  synchronized ActionEntity getAction(String path, String actionName) throws ApiException {
    ActionEntity action = actions.get(path + actionName);
    if (action == null) {
      throw notFound();
    }
    return action;
  }

  synchronized ActionEntity deleteAction(String path, String actionName) throws ApiException {
    ActionEntity action = getAction(path, actionName);
    files.delete(action);
    actions.remove(path + actionName);
    return action;
  }

  /** Finds an action and merges what its package and it have bound; the action's come last. */
  synchronized Resolved resolve(String path, String actionName) throws ApiException {
    ActionEntity action = getAction(path, actionName);
    Map<String, JsonElement> bound = new TreeMap<>();
    if (!path.isEmpty()) {
      bound.putAll(getPackage(path.substring(0, path.length() - 1)).parameters().asMap());
    }
    bound.putAll(action.parameters().asMap());
    return new Resolved(action, bound);
  }

  static ApiException notFound() {
    return new ApiException(404, "The requested resource does not exist.");
  }

  private static void requireName(String name) throws ApiException {
    if (!NAME.matcher(name).matches()) {
      throw new ApiException(400, "The name of the resource is malformed.");
    }
  }

  private static void requireNew(boolean isNew) throws ApiException {
    if (!isNew) {
      throw new ApiException(409, "resource already exists");
    }
  }

  private static void requireRoom(int size) throws ApiException {
    if (size >= MAX_ACTIONS) {
      throw new ApiException(409, "There are too many resources of that kind.");
    }
  }
}
