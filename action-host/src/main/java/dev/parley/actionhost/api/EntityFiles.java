// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.parley.actionhost.state.DeployedFiles;
import dev.parley.actionhost.state.DeployedFiles.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is deployed, in files, as the API shows them, code and secrets included. */
final class EntityFiles {
  private static final Logger LOG = LoggerFactory.getLogger(EntityFiles.class);

  private final String namespace;
  private final DeployedFiles files;

  EntityFiles(String namespace, DeployedFiles files) {
    this.namespace = namespace;
    this.files = files;
  }

  List<PackageEntity> packages() {
    return all(Kind.PACKAGE, json -> PackageEntity.read(place(json), json));
  }

  List<TriggerEntity> triggers() {
    return all(Kind.TRIGGER, json -> TriggerEntity.read(place(json), json));
  }

  List<RuleEntity> rules() {
    return all(Kind.RULE, json -> RuleEntity.read(place(json), json));
  }

  private <T> List<T> all(Kind kind, Reader<T> reader) {
    List<T> entities = new ArrayList<>();
    for (String text : files.read(kind)) {
      entities.add(understood(text, reader));
    }
    return entities;
  }

  private Place place(JsonObject json) {
    requirePath(json.get("namespace").getAsString());
    return new Place(namespace, json.get("name").getAsString(), version(json));
  }

  /** Returns the actions, with revisions from 1; each must be in one of {@code packages}. */
  List<ActionEntity> actions(Set<String> packages) {
    List<ActionEntity> actions = new ArrayList<>();
    for (String text : files.read(Kind.ACTION)) {
      int revision = actions.size() + 1;
      ActionEntity action = understood(text, json -> action(json, revision));
      String path = action.path();
      if (!path.isEmpty() && !packages.contains(path.substring(0, path.length() - 1))) {
        throw files.unusable("lacks the package of action " + path + action.name());
      }
      actions.add(action);
    }
    return actions;
  }

  private ActionEntity action(JsonObject json, int revision) throws ApiException {
    String path = requirePath(json.get("namespace").getAsString());
    String name = json.get("name").getAsString();
    return ActionEntity.read(
        new ActionEntity.Deployed(namespace, path, name, version(json), revision), json);
  }

  /** Stores an entity as the API shows it, in the place of the one before. */
  void put(Kind kind, String path, JsonObject entity) throws ApiException {
    store(() -> files.put(kind, path, entity.toString()));
  }

  void delete(Kind kind, String path) throws ApiException {
    store(() -> files.delete(kind, path));
  }

  private interface Reader<T> {
    T read(JsonObject json) throws ApiException;
  }

  /** The digest was right, so whoever wrote it was another version of this host. */
  private <T> T understood(String text, Reader<T> reader) {
    try {
      return reader.read(JsonParser.parseString(text).getAsJsonObject());
    } catch (ApiException
        | JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | NumberFormatException
        | NullPointerException e) {
      // Without the cause, which might repeat what a parameter holds.
      throw files.unusable("is not as this version writes it");
    }
  }

  /** Returns what follows the namespace: a package and a slash, or nothing. */
  private String requirePath(String full) {
    if (full.equals(namespace)) {
      return "";
    }
    if (full.startsWith(namespace + "/")) {
      return full.substring(namespace.length() + 1) + "/";
    }
    throw new ParleyException(
        ErrorCode.INVALID_SETTINGS,
        "The state folder holds what is deployed in another namespace than " + namespace,
        "Set namespace to what it was, or name another state folder.");
  }

  private static int version(JsonObject json) {
    String version = json.get("version").getAsString();
    return Integer.parseInt(version.substring(version.lastIndexOf('.') + 1));
  }

  private interface Change {
    void make() throws IOException;
  }

  private static void store(Change change) throws ApiException {
    try {
      change.make();
    } catch (IOException e) {
      LOG.error("deployment not stored", e);
      throw new ApiException(500, "The change could not be stored.");
    }
  }
}
