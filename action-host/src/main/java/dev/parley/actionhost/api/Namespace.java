// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonObject;
import dev.parley.actionhost.process.Work;
import dev.parley.actionhost.state.DeployedFiles;
import dev.parley.actionhost.state.DeployedFiles.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The packages and actions that are deployed; a change is stored before it is seen. */
public final class Namespace {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_@ .-]{0,255}");
  private static final int MAX_OF_A_KIND = 1_000;

  private final String name;
  private final EntityFiles files;
  private final Triggers triggers;
  private final Map<String, PackageEntity> packages = new TreeMap<>();
  private final Map<String, ActionEntity> actions = new TreeMap<>();
  private long revisions;

  /** An action, and what its package, perhaps the binding of that, and it have bound. */
  record Found(ActionEntity action, KeyValues bound) {}

  /** The same with what an invocation of it runs. */
  record Resolved(ActionEntity action, KeyValues bound, Work work) {

    /** The parameters that an invocation may not override: all that are bound, if it is final. */
    Set<String> finalNames() {
      KeyValues annotations = action.annotations();
      return annotations.isTrue("final") || annotations.isTrue("web-export")
          ? bound.names()
          : Set.of();
    }
  }

  private Namespace(String name, EntityFiles files) {
    this.name = name;
    this.files = files;
    this.triggers = new Triggers(this, files);
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
    namespace.triggers.load();
    return namespace;
  }

  String name() {
    return name;
  }

  Triggers triggers() {
    return triggers;
  }

  synchronized PackageEntity putPackage(String packageName, boolean overwrite, JsonObject json)
      throws ApiException {
    if (requireName(packageName).equals("default")) {
      throw new ApiException(400, "Package name 'default' is reserved.");
    }
    PackageEntity old = packages.get(packageName);
    requirePlace(old, overwrite, packages.size());
    PackageEntity entity =
        old == null ? PackageEntity.read(new Place(name, packageName, 1), json) : old.update(json);
    if (entity.binding().isPresent()) {
      requireBindable(entity.binding().get());
    }
    files.put(Kind.PACKAGE, packageName, entity.toJson(List.of()));
    packages.put(packageName, entity);
    return entity;
  }

  private void requireBindable(String provider) throws ApiException {
    PackageEntity entity = packages.get(provider);
    if (entity == null) {
      throw new ApiException(400, "Binding references a package that does not exist.");
    }
    if (entity.binding().isPresent()) {
      throw new ApiException(400, "Cannot bind to another package binding.");
    }
  }

  synchronized PackageEntity getPackage(String packageName) throws ApiException {
    return found(packages.get(packageName));
  }

  /** The package with its actions; a binding shows those, and the parameters, of what it binds. */
  synchronized JsonObject showPackage(String packageName) throws ApiException {
    PackageEntity entity = getPackage(packageName);
    PackageEntity provider = getPackage(entity.binding().orElse(packageName));
    return entity.toJson(
        provider.parameters().with(entity.parameters()), actionsIn(provider.name() + "/"));
  }

  synchronized PackageEntity deletePackage(String packageName) throws ApiException {
    PackageEntity entity = getPackage(packageName);
    if (!actionsIn(packageName + "/").isEmpty()) {
      throw new ApiException(409, "Package not empty.");
    }
    files.delete(Kind.PACKAGE, packageName);
    packages.remove(packageName);
    return entity;
  }

  synchronized List<PackageEntity> allPackages() {
    return List.copyOf(packages.values());
  }

  private List<ActionEntity> actionsIn(String path) {
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

  synchronized ActionEntity putAction(ActionName action, boolean overwrite, JsonObject json)
      throws ApiException {
    requireName(action.name());
    requireOwnPackage(action);
    String key = action.path() + action.name();
    ActionEntity old = actions.get(key);
    requirePlace(old, overwrite, actions.size());
    long revision = ++revisions;
    ActionEntity entity =
        old == null
            ? ActionEntity.read(
                new ActionEntity.Deployed(name, action.path(), action.name(), 1, revision), json)
            : old.update(revision, json);
    requireSound(entity);
    files.put(Kind.ACTION, key, entity.toJson(true));
    actions.put(key, entity);
    return entity;
  }

  /** What a sequence runs must be there, not too much, and not the sequence itself. */
  private void requireSound(ActionEntity entity) throws ApiException {
    if (entity.exec() instanceof Exec.Sequence sequence) {
      ActionName itself = new ActionName(entity.path(), entity.name());
      if (sequence.components().contains(itself)) {
        throw new ApiException(400, "Sequence may not refer to itself.");
      }
      new Resolution(this).of(entity, KeyValues.NONE);
    }
  }

  private void requireOwnPackage(ActionName action) throws ApiException {
    if (!action.path().isEmpty()
        && getPackage(action.path().substring(0, action.path().length() - 1))
            .binding()
            .isPresent()) {
      throw new ApiException(400, "Operation not permitted on package binding.");
    }
  }

  synchronized ActionEntity deleteAction(ActionName action) throws ApiException {
    requireOwnPackage(action);
    ActionEntity entity = found(actions.get(action.path() + action.name()));
    files.delete(Kind.ACTION, action.path() + action.name());
    actions.remove(action.path() + action.name());
    return entity;
  }

  /** Finds an action, perhaps through a binding; what is bound to the action itself comes last. */
  synchronized Optional<Found> find(ActionName action) {
    KeyValues bound = KeyValues.NONE;
    String path = action.path();
    if (!path.isEmpty()) {
      PackageEntity entity = packages.get(path.substring(0, path.length() - 1));
      if (entity != null && entity.binding().isPresent()) {
        PackageEntity provider = packages.get(entity.binding().get());
        path = entity.binding().get() + "/";
        bound = provider == null ? bound : provider.parameters();
      }
      bound = entity == null ? bound : bound.with(entity.parameters());
    }
    ActionEntity found = actions.get(path + action.name());
    return found == null
        ? Optional.empty()
        : Optional.of(new Found(found, bound.with(found.parameters())));
  }

  synchronized Found get(ActionName action) throws ApiException {
    return find(action).orElseThrow(Namespace::notFound);
  }

  /** Finds an action and what an invocation of it runs. */
  synchronized Resolved resolve(ActionName action) throws ApiException {
    Found found = get(action);
    return new Resolved(
        found.action(), found.bound(), new Resolution(this).of(found.action(), found.bound()));
  }

  static ApiException notFound() {
    return new ApiException(404, "The requested resource does not exist.");
  }

  static <T> T found(@Nullable T entity) throws ApiException {
    if (entity == null) {
      throw notFound();
    }
    return entity;
  }

  /** Returns the name, if it is one. */
  static String requireName(String name) throws ApiException {
    if (!NAME.matcher(name).matches()) {
      throw new ApiException(400, "The name of the resource is malformed.");
    }
    return name;
  }

  /** Refuses to replace what must not be, and more than there may be of a kind. */
  static void requirePlace(@Nullable Object old, boolean overwrite, int size) throws ApiException {
    if (old != null && !overwrite) {
      throw new ApiException(409, "resource already exists");
    }
    if (old == null && size >= MAX_OF_A_KIND) {
      throw new ApiException(409, "There are too many resources of that kind.");
    }
  }
}
