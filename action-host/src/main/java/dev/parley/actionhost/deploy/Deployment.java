// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.Endpoint;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Puts packages and actions onto an OpenWhisk, and runs them. Each call may be repeated. */
final class Deployment {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;

  private final WhiskApi api;
  private final Duration patience;

  /**
   * Deploys to the namespace that {@code key} owns.
   *
   * @param apiHost scheme, host and port, and whose certificates it may show
   * @param patience how long to wait for the end of an invocation
   */
  Deployment(Endpoint apiHost, NamespaceKey key, Duration patience) {
    this.api = new WhiskApi(apiHost, key);
    this.patience = patience;
  }

  /**
   * Asks the server what it is.
   *
   * @throws ParleyException with {@link ErrorCode#ACTION_FAILED} if it is no OpenWhisk
   */
  ServerInfo info() {
    return ServerInfo.of(api.host(), api.info());
  }

  /**
   * Puts a package whose parameters all its actions receive.
   *
   * @throws ParleyException with {@link ErrorCode#ACTION_FAILED} if OpenWhisk refuses
   */
  void putPackage(String name, Map<String, JsonElement> bound) {
    JsonArray parameters = new JsonArray();
    bound.forEach((key, value) -> parameters.add(ActionSpec.pair(key, value)));
    JsonObject body = new JsonObject();
    body.add("parameters", parameters);
    api.send("PUT", "packages/" + name + "?overwrite=true", body).requireOk("package " + name);
  }

  /**
   * Puts an action.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if the jar cannot be read, with
   *     {@link ErrorCode#ACTION_FAILED} if OpenWhisk refuses
   */
  void putAction(ActionSpec action) {
    String path = "actions/" + action.path() + "?overwrite=true";
    api.send("PUT", path, action.body()).requireOk("action " + action.path());
  }

  /** Returns what OpenWhisk says of an entity; empty if it has none. */
  Optional<JsonObject> get(String path) {
    WhiskApi.Answer answer = api.send("GET", path, new JsonObject());
    if (answer.status() == NOT_FOUND) {
      return Optional.empty();
    }
    answer.requireOk(path);
    return Optional.of(answer.json());
  }

  /** Removes something; silent if it is not there. */
  void remove(String path) {
    WhiskApi.Answer answer = api.send("DELETE", path, new JsonObject());
    if (answer.status() != NOT_FOUND) {
      answer.requireOk(path);
    }
  }

  /**
   * Runs an action once, without parameters. Waits while the server has too much to do, and for an
   * activation that takes its time.
   *
   * @return {@code status, success, result}
   * @throws ParleyException with {@link ErrorCode#ACTION_FAILED} if there is no record of its end
   */
  JsonObject invoke(ActionSpec action) {
    long deadline = System.nanoTime() + patience.toNanos();
    String path = "actions/" + action.path() + "?blocking=true";
    WhiskApi.Answer answer = api.send("POST", path, new JsonObject());
    while (answer.status() == TOO_MANY && System.nanoTime() < deadline) {
      api.pause(PAUSE);
      answer = api.send("POST", path, new JsonObject());
    }
    if (answer.status() == ACCEPTED) {
      return await(answer.json().get("activationId"), deadline);
    }
    if (!answer.json().has("response")) {
      answer.requireOk("action " + action.path());
    }
    return answer.response();
  }

  /** A record is stored some time after the end, and some are never. */
  private JsonObject await(JsonElement id, long deadline) {
    if (id == null || !id.isJsonPrimitive() || !id.getAsString().matches("[0-9a-f]{1,64}")) {
      throw api.noOpenWhisk();
    }
    while (true) {
      WhiskApi.Answer record = api.send("GET", "activations/" + id.getAsString(), new JsonObject());
      if (record.status() != NOT_FOUND) {
        record.requireOk("activation");
        return record.response();
      }
      if (System.nanoTime() >= deadline) {
        throw new ParleyException(
            ErrorCode.ACTION_FAILED,
            "OpenWhisk at %s began an invocation, and has no record of its end after %d s"
                .formatted(api.host(), patience.toSeconds()),
            "Check that it has invokers that run, and free memory for a container.");
      }
      api.pause(PAUSE);
    }
  }
}
