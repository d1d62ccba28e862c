// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.parley.actionhost.RunningHost.Answer;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.actionhost.config.HostLimits;
import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.Listen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What OpenWhisk promises its clients, asked of one host. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActionHostTest {
  private final Path folder;
  private final RunningHost host;

  ActionHostTest(@TempDir Path folder) {
    this.folder = folder;
    this.host = RunningHost.in(folder, RunningHost.LIMITS);
  }

  @BeforeAll
  void exportToWeb() {
    host.exportToWeb();
  }

  @AfterAll
  void stop() {
    host.close();
  }

  @Test
  void tellsKindsAndLimitsToAnyone() {
    JsonObject info = host.send("GET", "", "", Map.of()).object();

    assertThat(info.getAsJsonObject("runtimes").getAsJsonArray("java").toString())
        .contains("java:8");
    assertThat(info.getAsJsonObject("limits").get("concurrent_actions").getAsInt()).isEqualTo(8);
  }

  @Test
  void admitsNobodyWithoutTheNamespacesKey() {
    Map<String, String> wrong =
        Map.of("Authorization", NamespaceKey.of("3f1a:another key of some length").header());

    assertThat(host.send("GET", RunningHost.ACTION, "", Map.of()).status()).isEqualTo(401);
    assertThat(host.send("GET", RunningHost.ACTION, "", wrong).status()).isEqualTo(401);
    assertThat(host.owner("GET", "namespaces/other/actions", "").status()).isEqualTo(403);
    assertThat(host.owner("GET", "namespaces/ns/actions", "").status()).isEqualTo(200);
  }

  @Test
  void packageParametersYieldToThoseOfTheActionAndTheseToNone() {
    // The action is exported, and so what is bound is final.
    JsonObject parameters = host.invoke("{'d': 'call'}").result().getAsJsonObject("parameters");

    assertThat(parameters)
        .hasToString("{'a':'package','b':'action','c':'action','d':'call'}".replace('\'', '"'));
    assertThat(host.invoke("{'c': 'call'}").status()).isEqualTo(400);
    assertThat(host.web(RunningHost.WEB, "{'a': 'call'}").status()).isEqualTo(400);
  }

  @Test
  void invocationParametersComeLastWhereNothingIsFinal() {
    String path = "namespaces/_/actions/tests/open";
    host.put(path, RunningHost.action(folder.resolve("action.jar"), 5_000));

    Answer answer = host.owner("POST", path + "?blocking=true&result=true", "{'c': 'call'}");

    assertThat(answer.object().getAsJsonObject("parameters"))
        .hasToString("{'a':'package','b':'action','c':'call'}".replace('\'', '"'));
    assertThat(host.web("web/ns/tests/open.json", "{}").status()).isEqualTo(404);
  }

  @Test
  void replacesOnlyWhenToldAndDeletesOnlyWhatIsEmpty() {
    String thePackage = "namespaces/_/packages/temporary";
    String action = "namespaces/_/actions/temporary/one";
    String body = RunningHost.action(folder.resolve("action.jar"), 1_000);
    host.put(thePackage, "{}");

    assertThat(host.put(action, body).text("version")).isEqualTo("0.0.1");
    assertThat(host.owner("PUT", action, body).status()).isEqualTo(409);
    assertThat(host.put(action + "?overwrite=true", body).text("version")).isEqualTo("0.0.2");
    assertThat(host.owner("DELETE", thePackage, "").status()).isEqualTo(409);
    assertThat(host.owner("DELETE", action, "").status()).isEqualTo(200);
    assertThat(host.owner("DELETE", action, "").status()).isEqualTo(404);
    assertThat(host.owner("DELETE", thePackage, "").status()).isEqualTo(200);
    assertThat(host.owner("PUT", action, body).status()).isEqualTo(404);
  }

  @Test
  void refusesWhatItCannotDeploy() {
    String path = "namespaces/_/actions/tests/broken";

    assertThat(host.owner("PUT", path, "{'exec': {'kind': 'nodejs:20'}}").status()).isEqualTo(400);
    assertThat(host.owner("PUT", path, "{'exec': 1}").status()).isEqualTo(400);
    assertThat(host.owner("PUT", path, "no JSON").status()).isEqualTo(400);
    assertThat(host.owner("PATCH", path, "{}").status()).isEqualTo(405);
    assertThat(
            host.owner(
                    "PUT",
                    path,
                    "{'exec': {'kind': 'java:8', 'main': 'a', 'code': ''},"
                        + "'limits': {'timeout': 300001}}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void aJarThatCannotBeLoadedIsTheDevelopersError() {
    String path = "namespaces/_/actions/tests/unloadable";
    host.put(path, "{'exec': {'kind': 'java:8', 'main': 'Absent', 'code': 'AAAA'}}");

    Answer answer = host.owner("POST", path + "?blocking=true", "{}");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.response().get("status").getAsString()).isEqualTo("action developer error");
  }

  @Test
  void webActionWantsItsSecret() {
    Map<String, String> wrong = Map.of("X-Require-Whisk-Auth", "guess");

    assertThat(host.send("POST", RunningHost.WEB, "{}", Map.of()).status()).isEqualTo(401);
    assertThat(host.send("POST", RunningHost.WEB, "{}", wrong).status()).isEqualTo(401);
    assertThat(host.web(RunningHost.WEB, "{}").status()).isEqualTo(200);
    assertThat(host.web("web/other/tests/obedient.json", "{}").status()).isEqualTo(404);
    assertThat(host.web("web/ns/tests/obedient.html", "{}").status()).isEqualTo(406);
    assertThat(host.web(RunningHost.WEB, "[1]").status()).isEqualTo(400);
    assertThat(host.web(RunningHost.WEB, "{'__ow_method': 'x'}").status()).isEqualTo(400);
  }

  @Test
  void webActionsFailuresCanBeToldApart() {
    Answer refused = host.web(RunningHost.WEB, "{'do': 'refuse'}");
    Answer crashed = host.web(RunningHost.WEB, "{'do': 'throw'}");
    Answer late = host.web(RunningHost.WEB, "{'do': 'sleep', 'millis': 60000}");

    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.json()).hasToString("{\"code\":\"REFUSED\"}");
    assertThat(crashed.status()).isEqualTo(400);
    assertThat(crashed.text("status")).isEqualTo("action developer error");
    assertThat(crashed.text("timeout")).isEqualTo("false");
    assertThat(late.status()).isEqualTo(400);
    assertThat(late.text("timeout")).isEqualTo("true");
  }

  @Test
  void applicationErrorAndCrashAreBoth502AndDifferInStatus() {
    Answer refused = host.invoke("{'do': 'refuse'}");
    Answer crashed = host.invoke("{'do': 'exit'}");
    Answer empty = host.invoke("{'do': 'null'}");
    Answer hungry = host.invoke("{'do': 'eat'}");

    assertThat(refused.status()).isEqualTo(502);
    assertThat(refused.response().get("status").getAsString()).isEqualTo("application error");
    for (Answer answer : new Answer[] {crashed, empty, hungry}) {
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.response().get("status").getAsString()).isEqualTo("action developer error");
    }
    assertThat(host.invoke("{}").status()).isEqualTo(200);
  }

  @Test
  void anExceptionsMessageIsNeitherInTheAnswerNorInTheLog() {
    Answer answer = host.invoke("{'do': 'throw'}");

    assertThat(answer.json().toString())
        .contains("java.lang.IllegalStateException")
        .doesNotContain("marmalade");
  }

  @Test
  void refusesLargeParametersAndLargeResults() {
    String large = "{'x': '" + "x".repeat(HostLimits.PAYLOAD_BYTES) + "'}";

    assertThat(host.invoke(large).status()).isEqualTo(413);
    assertThat(host.web(RunningHost.WEB, large).status()).isEqualTo(413);
    assertThat(host.invoke("{'do': 'big'}").status()).isEqualTo(502);
  }

  @Test
  void anActionSeesNeitherEnvironmentNorHostNorInput() {
    JsonObject result = host.invoke("{'do': 'look'}").result();

    assertThat(result.get("environment").getAsString()).doesNotContain("PATH", "HOME");
    assertThat(result.get("host").getAsBoolean()).isFalse();
    assertThat(result.get("input").getAsInt()).isEqualTo(-1);
  }

  @Test
  void aProcessIsUsedAgainAndReplacedOnceItWasKilled() {
    long pid = host.invokedPid();
    assertThat(host.invokedPid()).isEqualTo(pid);

    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    Eventually.isGone(pid);

    assertThat(host.invokedPid()).isNotEqualTo(pid);
  }

  @Test
  void recordsResultsAndLogsAndNeverParameters() throws IOException {
    Answer begun =
        host.owner("POST", RunningHost.ACTION, "{'do': 'throw', 'x': 'a planted value'}");
    assertThat(begun.status()).isEqualTo(202);
    String path = "namespaces/_/activations/" + begun.text("activationId");
    Eventually.isTrue("activation", () -> host.owner("GET", path, "").status() == 200);

    assertThat(host.owner("GET", path + "/result", "").text("statusCode")).isEqualTo("2");
    assertThat(host.owner("GET", path + "/logs", "").json().toString()).contains("stderr: The");
    assertThat(host.owner("GET", "namespaces/_/activations?limit=1", "").json().getAsJsonArray())
        .hasSize(1);
    try (Stream<Path> records = Files.list(host.state().resolve("activations"))) {
      assertThat(records.toList())
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file)).doesNotContain("a planted value", "SECRET"));
    }
  }

  @Test
  void separatesTheLogsOfRunsInOneProcess() {
    host.invoke("{}");

    JsonObject record = host.invoke("{}").object();

    assertThat(record.getAsJsonArray("logs")).hasSize(2);
    assertThat(record.getAsJsonArray("logs").toString())
        .contains("stdout: a line of output", "stderr: a line of error");
  }

  @Test
  void saysThatThePortIsInUse(@TempDir Path other) {
    Listen taken = new Listen("127.0.0.1", host.host().apiHost().getPort());
    ActionHostSettings settings =
        new ActionHostSettings(taken, "ns", RunningHost.KEY, other, RunningHost.LIMITS);

    assertThatThrownBy(() -> ActionHost.start(settings))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_START))
        .hasMessage("The action host cannot listen on 127.0.0.1:" + taken.port());
  }
}
