// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What an OpenWhisk says of itself: which kinds of actions it runs, and within which limits. */
final class ServerInfo {
  private static final Pattern KIND = Pattern.compile("[a-z0-9:._-]{1,40}");
  private static final int MAX_KINDS = 20;

  private final URI host;
  private final List<String> javas;
  private final JsonObject limits;

  private ServerInfo(URI host, List<String> javas, JsonObject limits) {
    this.host = host;
    this.javas = javas;
    this.limits = limits;
  }

  /**
   * Reads the answer to {@code GET /api/v1}.
   *
   * @throws ParleyException with {@link ErrorCode#ACTION_FAILED} if no OpenWhisk says such a thing
   */
  static ServerInfo of(URI host, WhiskApi.Answer answer) {
    JsonElement runtimes = answer.json().get("runtimes");
    if (answer.status() != 200 || runtimes == null || !runtimes.isJsonObject()) {
      throw new ParleyException(
          ErrorCode.ACTION_FAILED,
          "What answers at %s is no OpenWhisk: it does not tell its kinds of actions"
              .formatted(host),
          "Name the API host of OpenWhisk in openwhisk.endpoint.");
    }
    List<String> javas = new ArrayList<>();
    if (runtimes.getAsJsonObject().get("java") instanceof JsonArray kinds) {
      kinds.forEach(kind -> addKind(kind, javas));
    }
    JsonElement limits = answer.json().get("limits");
    return new ServerInfo(
        host, javas, limits instanceof JsonObject object ? object : new JsonObject());
  }

  private static void addKind(JsonElement kind, List<String> kinds) {
    if (kind instanceof JsonObject object
        && object.get("kind") instanceof JsonPrimitive name
        && KIND.matcher(name.getAsString()).matches()
        && kinds.size() < MAX_KINDS) {
      kinds.add(name.getAsString());
    }
  }

  /**
   * Passes if the server can run what is to be deployed.
   *
   * @throws ParleyException with {@link ErrorCode#ACTION_FAILED} if not
   */
  void requireRoomFor(ActionSpec.Limits wanted) {
    if (!javas.contains(ActionSpec.KIND)) {
      throw new ParleyException(
          ErrorCode.ACTION_FAILED,
          "OpenWhisk at %s offers no %s; of Java it has %s"
              .formatted(host, ActionSpec.KIND, javas.isEmpty() ? "nothing" : javas),
          "Ask whoever runs it to add java:8 to its runtimes.");
    }
    requireAtMost("timeout", wanted.timeout().toMillis(), limit("max_action_duration"));
    requireAtMost("memory", (long) wanted.memoryMegabytes() << 20, limit("max_action_memory"));
  }

  private void requireAtMost(String name, long wanted, OptionalLong most) {
    if (most.isPresent() && wanted > most.getAsLong()) {
      boolean isTime = name.equals("timeout");
      throw new ParleyException(
          ErrorCode.ACTION_FAILED,
          "limits.%s is more than OpenWhisk at %s allows, %s"
              .formatted(
                  name,
                  host,
                  isTime ? most.getAsLong() / 1000 + " s" : (most.getAsLong() >> 20) + " MB"),
          "Set it lower in deploy.yaml, or ask whoever runs OpenWhisk.");
    }
  }

  /** Absent where a server does not say. */
  private OptionalLong limit(String name) {
    return limits.get(name) instanceof JsonPrimitive number && number.isNumber()
        ? OptionalLong.of((long) number.getAsDouble())
        : OptionalLong.empty();
  }
}
