// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonParser;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.actionhost.config.HostLimits;
import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.actionhost.process.Invocations;
import dev.parley.actionhost.process.ProcessPool;
import dev.parley.actionhost.state.StateFolder;
import dev.parley.settings.tls.Listen;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is asked of the action host, by whoever has its key, the answer is JSON and no failure
 * of its own. An input is a line of method and path, then the body; nothing is invoked.
 */
class ApiFuzzTest {
  private static final NamespaceKey KEY = NamespaceKey.of("3f1a:0123456789abcdef0123456789abcdef");

  private StateFolder state;
  private ProcessPool pool;
  private Api api;

  @BeforeEach
  void start(@TempDir Path folder) {
    ActionHostSettings settings =
        new ActionHostSettings(Listen.LOOPBACK, "ns", KEY, folder, HostLimits.DEFAULT);
    state = StateFolder.open(folder);
    pool = new ProcessPool(settings.limits());
    Invocations invocations = new Invocations(settings.limits(), pool, state.activations());
    Namespace namespace = Namespace.load(settings.namespace(), state.deployed());
    api = new Api(settings, namespace, invocations, state.activations());
  }

  @AfterEach
  void stop() {
    pool.close();
    state.close();
  }

  @FuzzTest
  void handle(byte[] request) throws IOException {
    int end = 0;
    while (end < request.length && request[end] != '\n') {
      end++;
    }
    String[] words = new String(request, 0, end, StandardCharsets.UTF_8).split(" ", 2);
    byte[] body = Arrays.copyOfRange(request, Math.min(end + 1, request.length), request.length);
    // what would start an action's process is left out
    if (words.length == 2 && !words[0].equals("POST") && !words[1].contains("web")) {
      send(words[0], words[1], body);
    }
    String entity = "namespaces/_/packages/p";
    send("PUT", entity + "?overwrite=true", body);
    send("GET", entity, new byte[0]);
  }

  private void send(String method, String path, byte[] body) throws IOException {
    URI uri;
    try {
      uri = new URI("/api/v1/" + path);
    } catch (URISyntaxException e) {
      return; // what the HTTP server refuses itself
    }
    TinyExchange exchange = new TinyExchange(method, uri, body);
    exchange.getRequestHeaders().set("Authorization", KEY.header());
    api.handle(exchange);

    assertThat(exchange.getResponseCode()).isBetween(200, 499);
    String answer = exchange.getResponseBody().toString(StandardCharsets.UTF_8);
    assertThat(JsonParser.parseString(answer)).isNotNull();
  }
}
