// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.actionhost.ActionHost;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.actionhost.config.HostLimits;
import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import dev.parley.settings.tls.Listen;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real probe, on a host of this project, and what is told of a pipe of a few lines. */
class ProbeTest {
  private static final String AUTH = "3f1a:0123456789abcdef0123456789abcdef";
  private static final String SECRET = "a-secret-of-this-test";
  private static final String READ_SOUTH =
      "GET /" + new PipeNames("city").out("board", "south") + "/";

  private final Path folder;
  private final ActionHost host;
  private final TinyServer pipe = new TinyServer();

  ProbeTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.host =
        ActionHost.start(
            new ActionHostSettings(
                Listen.LOOPBACK,
                "cloud",
                NamespaceKey.of(AUTH),
                folder.resolve("state"),
                HostLimits.DEFAULT));
    SecretFile.write(folder.resolve("auth"), AUTH.getBytes(StandardCharsets.UTF_8));
    SecretFile.write(folder.resolve("secret"), SECRET.getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    host.close();
    pipe.close();
  }

  @Test
  void tellsWhatContainersReachAndWhatTheyRead() throws Exception {
    try (ServerSocket ozone = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      pipe.on("GET /", 404, "<Code>NoSuchKey</Code>")
          .on(READ_SOUTH, 403, "<Code>AccessDenied</Code>");
      MergeDeployment deployment =
          deployment(
              pipe.uri().toString(),
              "reads: {board: [north, south]}, unreachable: ['127.0.0.1:%d', '127.0.0.1:1']"
                  .formatted(ozone.getLocalPort()));
      deployment.deploy();

      ProbeReport report = deployment.probe();

      assertThat(report.findings())
          .containsExactly(
              "containers reach the pipe at %s, and it knows the credential".formatted(pipe.uri()),
              "containers do not reach 127.0.0.1:1 (refused)");
      assertThat(report.faults())
          .extracting(ParleyException::fact)
          .containsExactly(
              "The credential does not read the partials of board/south",
              "Containers get past the pipe's guard, to 127.0.0.1:" + ozone.getLocalPort());
      assertThat(pipe.requests).hasSize(3).allMatch(line -> line.endsWith("with credential"));

      pipe.forget(READ_SOUTH);
      assertThat(deployment.probe().findings())
          .contains("the credential reads partials of board/north, board/south");
      pipe.on("GET /", 403, "<Code>SignatureDoesNotMatch</Code>");
      pipe.forget("GET /").on("GET /", 403, "<Code>SignatureDoesNotMatch</Code>");
      assertThat(fault(deployment))
          .startsWith("To the pipe at")
          .contains("the access key is unknown");
      pipe.forget("GET /").on("GET /", 403, "<Code>RequestTimeTooSkewed</Code>");
      assertThat(fault(deployment)).startsWith("The clock of OpenWhisk's containers and that of");
      pipe.forget("GET /").on("GET /", 500, "");
      assertThat(fault(deployment)).startsWith("To containers, the pipe at");
      pipe.close();
      assertThat(fault(deployment))
          .isEqualTo(
              "Containers do not reach the pipe at %s: the connection is refused"
                  .formatted(pipe.uri()));
    }
  }

  @Test
  void nobodyButTheOwnerOfTheNamespaceInvokesItAndNobodyChoosesItsTargets() throws Exception {
    deployment(pipe.uri().toString(), "unreachable: []").deploy();
    String path = "/api/v1/namespaces/_/actions/parley/probe?blocking=true";

    assertThat(post("/api/v1/web/cloud/parley/probe.json", "X-Require-Whisk-Auth", SECRET, "{}"))
        .isEqualTo(404);
    assertThat(post(path, "X-Require-Whisk-Auth", SECRET, "{}")).isEqualTo(401);
    String owner = NamespaceKey.of(AUTH).header();
    for (String bound :
        new String[] {"unreachable", "reads", "endpoint", "accessKey", "trust", "federation"}) {
      assertThat(post(path, "Authorization", owner, "{\"%s\": \"x\"}".formatted(bound)))
          .as(bound)
          .isEqualTo(400);
    }
    assertThat(pipe.requests).isEmpty();
  }

  private static String fault(MergeDeployment deployment) {
    return deployment.probe().faults().get(0).fact();
  }

  private int post(String path, String header, String value, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(host.apiHost().resolve(path))
            .header(header, value)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private MergeDeployment deployment(String endpoint, String probe) throws Exception {
    String yaml =
        """
        federation: city
        openwhisk: {endpoint: "%s", authFile: auth}
        pipe: {endpoint: "%s", accessKey: a, secretFile: secret}
        secretFile: secret
        probe: {%s}
        """
            .formatted(host.apiHost(), endpoint, probe);
    return new MergeDeployment(
        DeploySettings.read(Files.writeString(folder.resolve("deploy.yaml"), yaml)), jar());
  }

  private static Path jar() throws Exception {
    return Path.of(
        Class.forName("dev.parley.actions.probe.ProbeAction")
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI());
  }
}
