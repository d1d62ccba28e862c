// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the cloud operator is told when OpenWhisk, or what is there instead, does not do its part.
 */
class DeployFaultsTest {
  private static final String INFO = "GET /api/v1";
  private static final String PUT = "PUT /api/v1/namespaces/_/";
  private static final String INVOKE =
      "POST /api/v1/namespaces/_/actions/parley/probe?blocking=true";
  private static final String RECORD = "GET /api/v1/namespaces/_/activations/";
  private static final String GOOD =
      "{'response': {'status': 'success', 'result':"
          + " {'pipe': 'OK', 'reads': [], 'unreachable': ['REFUSED']}}}";

  private final Path folder;
  private final TinyServer server;

  DeployFaultsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.server =
        new TinyServer()
            .on(INFO, 200, info("java:8", 300_000))
            .on(PUT, 200, "{'name': 'x'}")
            .on(INVOKE, 200, GOOD);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String info(String kind, int maxMillis) {
    return ("{'runtimes': {'java': [{'kind': '%s'}]}, 'limits': {'max_action_duration': %d,"
            + " 'max_action_memory': 536870912}}")
        .formatted(kind, maxMillis);
  }

  @ParameterizedTest
  @CsvSource({"200,<html>", "200,{}", "200,[]", "404,", "401,{}", "200,{'runtimes': 1}"})
  void showsTheKeyToNobodyWhoIsNoOpenWhisk(int status, String body) throws IOException {
    server.forget(INFO).on(INFO, status, body == null ? "" : body);

    ParleyException e = failure(deployment());

    assertThat(e.code()).isEqualTo(ErrorCode.ACTION_FAILED);
    assertThat(e.fact()).startsWith("What answers at " + server.uri() + " is no OpenWhisk");
    assertThat(server.requests).containsExactly(INFO);
    assertThatThrownBy(() -> deployment().remove()).hasMessageContaining("is no OpenWhisk");
    assertThatThrownBy(() -> deployment().differences()).hasMessageContaining("is no OpenWhisk");
    assertThat(server.requests).doesNotContain("with credential");
  }

  @Test
  void namesTheKindsThatThereAreInsteadOfTheOneItNeeds() throws IOException {
    server.forget(INFO).on(INFO, 200, info("java:11", 300_000));

    assertThat(failure(deployment()).fact())
        .endsWith(" offers no java:8; of Java it has [java:11]");
  }

  @Test
  void namesTheLimitThatIsTooHighForTheServer() throws IOException {
    server.forget(INFO).on(INFO, 200, info("java:8", 30_000));

    assertThat(failure(deployment()).fact())
        .isEqualTo(
            "limits.timeout is more than OpenWhisk at %s allows, 30 s".formatted(server.uri()));
  }

  @ParameterizedTest
  @CsvSource({
    "401,does not know the namespace key,Write the uuid:key",
    "403,has no right to package parley,Ask whoever runs OpenWhisk",
    "400,answered 400 to package parley,Check that it offers java:8",
    "413,answered 413 to package parley,Ask whoever runs OpenWhisk",
    "503,answered 503 to package parley,Look into the log"
  })
  void saysWhatARefusalMeans(int status, String fact, String hint) throws IOException {
    server.on(PUT + "packages", status, "{'error': 'no'}");

    ParleyException e = failure(deployment());

    assertThat(e.fact()).contains(fact);
    assertThat(e.hint()).startsWith(hint);
  }

  @Test
  void probesThroughThrottlingAndAnActivationThatTakesItsTime() throws IOException {
    server
        .forget(INVOKE)
        .on(INVOKE, 429, "{'error': 'too many'}")
        .on(INVOKE, 202, "{'activationId': '0a1b'}")
        .on(RECORD, 404, "{'error': 'not there'}")
        .on(RECORD, 404, "{'error': 'not there'}")
        .on(RECORD, 200, GOOD);

    ProbeReport report = deployment("20s").probe();

    assertThat(report.faults()).isEmpty();
    assertThat(report.findings())
        .containsExactly(
            "containers reach the pipe at http://127.0.0.1:1, and it knows the credential",
            "containers do not reach ozone:9878 (refused)");
  }

  @Test
  void saysThatAnActivationWasLost() throws IOException {
    server
        .forget(INVOKE)
        .on(INVOKE, 202, "{'activationId': '0a1b'}")
        .on(RECORD, 404, "{'error': 'not there'}");

    assertThatThrownBy(() -> deployment().probe())
        .hasMessageContaining("has no record of its end after 1 s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'response': {'status': 'action developer error', 'result': {'error': 'crashed'}}}",
        "{'response': {'status': 'whisk internal error', 'result': {}}}",
        "{'response': {'status': 'application error', 'result': {'error': {'fact': 'no\\u001b'}}}}",
        "{'response': {'status': 'success', 'result': {}}}",
        "{'response': {'status': 'success', 'result': {'pipe': 'OK', 'reads': [], 'unreachable': []}}}",
        "{'response': {'status': 'success', 'result': {'pipe': 'a b', 'reads': 1}}}",
        "{'response': {}}"
      })
  void aProbeThatFailsIsAFaultOfOneLine(String body) throws IOException {
    server.forget(INVOKE).on(INVOKE, body.contains("success") ? 200 : 502, body);

    ProbeReport report = deployment().probe();

    assertThat(report.findings()).isEmpty();
    assertThat(report.faults())
        .singleElement()
        .satisfies(
            fault -> assertThat(fault.fact()).startsWith("The probe ").matches("[\\x20-\\x7E]+"));
  }

  @Test
  void saysThatThereIsNoProbe() throws IOException {
    server.forget(INVOKE);

    assertThatThrownBy(() -> deployment().probe())
        .hasMessageContaining("answered 404 to action parley/probe");
  }

  private static ParleyException failure(MergeDeployment deployment) {
    return catchThrowableOfType(ParleyException.class, deployment::deploy);
  }

  private MergeDeployment deployment() throws IOException {
    return deployment("1s");
  }

  private MergeDeployment deployment(String patience) throws IOException {
    Path auth = folder.resolve("auth");
    if (!Files.exists(auth)) {
      SecretFile.write(
          auth, "3f1a:0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
      SecretFile.write(
          folder.resolve("secret"), "a-secret-of-this-test".getBytes(StandardCharsets.UTF_8));
    }
    Path yaml =
        Files.writeString(
            folder.resolve("deploy.yaml"),
            """
            federation: city
            openwhisk: {endpoint: "%s", authFile: auth}
            pipe: {endpoint: "http://127.0.0.1:1", accessKey: a, secretFile: secret}
            secretFile: secret
            probe: {unreachable: ["ozone:9878"], patience: %s}
            """
                .formatted(server.uri(), patience));
    Path jar = Files.writeString(folder.resolve("some.jar"), "no jar");
    return new MergeDeployment(DeploySettings.read(yaml), jar);
  }
}
