// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

import dev.parley.actionhost.Answer;
import dev.parley.actionhost.RestClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;

/**
 * A client that speaks plain HTTP, to a server that is this project's or a real one. What it puts
 * has names of its own, and is removed in the end.
 */
final class Whisk implements AutoCloseable {
  static final String SECRET = "a-secret-of-this-suite";
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration MINUTE = Duration.ofSeconds(75);
  private static final int THROTTLED = 429;

  private final RestClient client;
  private final Server server;
  private final URI apiHost;
  private final Map<String, String> owner;
  private final String jar;
  private final Deque<String> put = new ArrayDeque<>();
  private final String mark = "parley-" + UUID.randomUUID().toString().substring(0, 8) + "-";

  /**
   * Reaches a server.
   *
   * @param auth {@code uuid:key}
   * @param jar the obedient action in Base64
   */
  Whisk(Server server, URI apiHost, String auth, String jar) {
    this.server = server;
    this.apiHost = apiHost;
    this.client = new RestClient(apiHost);
    this.owner =
        Map.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(auth.getBytes(StandardCharsets.UTF_8)));
    this.jar = jar;
  }

  boolean isEmbedded() {
    return server == Server.EMBEDDED;
  }

  URI apiHost() {
    return apiHost;
  }

  /** The namespace that the key owns. */
  String namespace() {
    return owner("GET", "namespaces", "").json().getAsJsonArray().get(0).getAsString();
  }

  /** A name that nobody else uses. */
  String named(String name) {
    return mark + name;
  }

  /** Puts something for the first time, which must succeed; quotes are single, for legibility. */
  Answer put(String path, String body) {
    put.push(path);
    return again(path, body);
  }

  /** Puts it over what is there. */
  Answer again(String path, String body) {
    Answer answer = owner("PUT", "namespaces/_/" + path + "?overwrite=true", body);
    if (answer.status() != 200) {
      throw new IllegalStateException(path + ": " + answer);
    }
    return answer;
  }

  /** The body that puts the obedient action, with {@code more} fields. */
  String action(String more) {
    return "{'exec': {'kind': 'java:8', 'main': 'Obedient', 'code': '" + jar + "'}" + more + "}";
  }

  /** As the owner of the namespace, below {@code /api/v1}. */
  Answer owner(String method, String path, String body) {
    return patiently(method, path, body, owner);
  }

  /** Invokes an action and waits. */
  Answer invoke(String action, String parameters) {
    return owner("POST", "namespaces/_/actions/" + action + "?blocking=true", parameters);
  }

  Answer web(String action, String body, Map<String, String> headers) {
    String path = "web/" + namespace() + "/" + action + ".json";
    return patiently("POST", path, body, headers);
  }

  /** A real server's limits are for all that this suite does in a minute: it waits then. */
  private Answer patiently(String method, String path, String body, Map<String, String> headers) {
    Answer answer = send(method, path, body, headers);
    long deadline = System.nanoTime() + MINUTE.toNanos();
    while (answer.status() == THROTTLED && !isEmbedded() && System.nanoTime() < deadline) {
      pause(2_000);
      answer = send(method, path, body, headers);
    }
    return answer;
  }

  Answer send(String method, String path, String body, Map<String, String> headers) {
    return client.send(method, path, body, headers);
  }

  /** As the owner, and without patience when there is too much. */
  Answer atOnce(String method, String path, String body) {
    return send(method, path, body, owner);
  }

  /** Waits until an activation is stored. */
  Answer activation(String id) {
    String path = "namespaces/_/activations/" + id;
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    Answer answer = owner("GET", path, "");
    while (answer.status() == 404 && System.nanoTime() < deadline) {
      pause(50);
      answer = owner("GET", path, "");
    }
    return answer;
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Removes what was put, the last first. */
  @Override
  public void close() {
    while (!put.isEmpty()) {
      owner("DELETE", "namespaces/_/" + put.pop(), "");
    }
  }
}
