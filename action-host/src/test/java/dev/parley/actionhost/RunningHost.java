// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.actionhost.config.HostLimits;
import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.settings.tls.Listen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** A host with the obedient action on it, and a client that speaks plain HTTP. */
final class RunningHost implements AutoCloseable {
  static final NamespaceKey KEY = NamespaceKey.of("3f1a:0123456789abcdef0123456789abcdef");
  static final String SECRET = "a secret of this test";
  static final HostLimits LIMITS =
      new HostLimits(1_000, 8, 3, Duration.ofSeconds(20), Duration.ofMinutes(5));
  static final String ACTION = "namespaces/_/actions/tests/obedient";
  static final String WEB = "web/ns/tests/obedient.json";

  private final ActionHost host;
  private final RestClient client;
  private final Path state;

  private RunningHost(Path folder, HostLimits limits) {
    this.state = folder.resolve("state");
    this.host = ActionHost.start(settings(state, limits));
    this.client = new RestClient(host.apiHost());
  }

  static ActionHostSettings settings(Path state, HostLimits limits) {
    return new ActionHostSettings(Listen.LOOPBACK, "ns", KEY, state, limits);
  }

  static RunningHost in(Path folder, HostLimits limits) {
    RunningHost running = new RunningHost(folder, limits);
    running.put(
        "namespaces/_/packages/tests",
        "{'parameters': [{'key': 'a', 'value': 'package'},"
            + "{'key': 'b', 'value': 'package'}, {'key': 'c', 'value': 'package'}]}");
    running.put(ACTION, action(TestJar.in(folder), 3_000));
    return running;
  }

  /** Starts a host where one has been before, and deploys nothing. */
  static RunningHost again(Path folder) {
    return new RunningHost(folder, LIMITS);
  }

  static String action(Path jar, int timeoutMillis) {
    return ("{'exec': {'kind': 'java:8', 'main': 'Obedient', 'code': '%s'},"
            + "'limits': {'timeout': %d, 'memory': 128},"
            + "'parameters': [{'key': 'b', 'value': 'action'}, {'key': 'c', 'value': 'action'}]}")
        .formatted(base64(jar), timeoutMillis);
  }

  static String base64(Path jar) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(jar));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  ActionHost host() {
    return host;
  }

  Path state() {
    return state;
  }

  /** Puts something, which must succeed; quotes in the body are single, for legibility. */
  Answer put(String path, String body) {
    Answer answer = send("PUT", path, body, Map.of("Authorization", KEY.header()));
    if (answer.status() != 200) {
      throw new IllegalStateException(path + ": " + answer);
    }
    return answer;
  }

  Answer owner(String method, String path, String body) {
    return send(method, path, body, Map.of("Authorization", KEY.header()));
  }

  /** Invokes the action and waits. */
  Answer invoke(String parameters) {
    return owner("POST", ACTION + "?blocking=true", parameters);
  }

  long invokedPid() {
    return invoke("{}").result().get("pid").getAsLong();
  }

  /** Makes a copy of the action that may be invoked over the web. */
  void exportToWeb() {
    JsonObject body = owner("GET", ACTION, "").object();
    JsonArray annotations = new JsonArray();
    annotations.add(JsonParser.parseString("{'key': 'web-export', 'value': true}"));
    annotations.add(
        JsonParser.parseString("{'key': 'require-whisk-auth', 'value': \"" + SECRET + "\"}"));
    body.add("annotations", annotations);
    put(ACTION + "?overwrite=true", body.toString());
  }

  Answer web(String path, String body) {
    return send("POST", path, body, Map.of("X-Require-Whisk-Auth", SECRET));
  }

  Answer send(String method, String path, String body, Map<String, String> headers) {
    return client.send(method, path, body, headers);
  }

  @Override
  public void close() {
    host.close();
  }
}
