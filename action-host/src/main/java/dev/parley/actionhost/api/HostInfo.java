// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.parley.actionhost.config.HostLimits;

/** What a host says of itself to anyone: kinds and limits. */
final class HostInfo {
  private HostInfo() {}

  static JsonObject of(HostLimits limits) {
    JsonObject info = new JsonObject();
    info.addProperty("description", "Parley action host, a subset of OpenWhisk");
    JsonArray paths = new JsonArray();
    paths.add("/api/v1");
    info.add("api_paths", paths);
    JsonObject kind = new JsonObject();
    kind.addProperty("kind", Exec.JAVA);
    kind.addProperty("default", true);
    kind.addProperty("deprecated", false);
    kind.addProperty("requireMain", true);
    JsonArray kinds = new JsonArray();
    kinds.add(kind);
    JsonObject runtimes = new JsonObject();
    runtimes.add("java", kinds);
    info.add("runtimes", runtimes);
    JsonObject numbers = new JsonObject();
    numbers.addProperty("actions_per_minute", limits.perMinute());
    numbers.addProperty("triggers_per_minute", limits.perMinute());
    numbers.addProperty("sequence_length", Exec.MAX_COMPONENTS);
    numbers.addProperty("concurrent_actions", limits.concurrent());
    numbers.addProperty("min_action_duration", HostLimits.MIN_TIMEOUT.toMillis());
    numbers.addProperty("max_action_duration", HostLimits.MAX_TIMEOUT.toMillis());
    numbers.addProperty("min_action_memory", (long) HostLimits.MIN_MEMORY_MEGABYTES << 20);
    numbers.addProperty("max_action_memory", (long) HostLimits.MAX_MEMORY_MEGABYTES << 20);
    numbers.addProperty("max_payload", HostLimits.PAYLOAD_BYTES);
    info.add("limits", numbers);
    return info;
  }
}
