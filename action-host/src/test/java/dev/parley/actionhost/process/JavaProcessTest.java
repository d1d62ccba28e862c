// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.actionhost.runtime.ActionRuntime;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class JavaProcessTest {
  private static final int START_MILLIS = 20_000;

  @Test
  void listensToNobodyButItsParent() throws Exception {
    try (JavaProcess process = JavaProcess.start(128)) {
      int port = process.port(START_MILLIS);

      assertThat(post(port, "/init", "a guess").statusCode()).isEqualTo(403);
      assertThat(post(port, "/run", "a guess").statusCode()).isEqualTo(403);
      HttpResponse<String> uninitialized = post(port, "/run", process.token());
      assertThat(uninitialized.statusCode()).isEqualTo(502);
      assertThat(uninitialized.body()).contains("error");
      assertThat(ProcessHandle.of(process.pid()).orElseThrow().info().arguments().orElseThrow())
          .doesNotContain(process.token());
    }
  }

  @Test
  void endsWhenItIsClosed() throws Exception {
    JavaProcess process = JavaProcess.start(128);
    process.port(START_MILLIS);

    process.close();

    assertThat(process.isAlive()).isFalse();
  }

  private static HttpResponse<String> post(int port, String path, String token) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header(ActionRuntime.TOKEN_HEADER, token)
                .POST(HttpRequest.BodyPublishers.ofString("{\"value\":{}}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
