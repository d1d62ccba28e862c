// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.Listen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What this host promises beside what OpenWhisk does, which the conformance suite asks for. */
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
  void knowsItsOneNamespaceByNameToo() {
    assertThat(host.owner("GET", "namespaces/other/actions", "").status()).isEqualTo(403);
    assertThat(host.owner("GET", "namespaces/ns/actions", "").status()).isEqualTo(200);
    assertThat(host.owner("PATCH", RunningHost.ACTION, "{}").status()).isEqualTo(405);
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
  void webActionTakesJsonObjectsWithoutReservedNames() {
    assertThat(host.web("web/other/tests/obedient.json", "{}").status()).isEqualTo(404);
    assertThat(host.web("web/ns/tests/obedient.html", "{}").status()).isEqualTo(406);
    assertThat(host.web(RunningHost.WEB, "[1]").status()).isEqualTo(400);
    assertThat(host.web(RunningHost.WEB, "{'__ow_method': 'x'}").status()).isEqualTo(400);
  }

  @Test
  void aSequenceThatABindingTurnsUponItselfIsRefused() {
    String action = RunningHost.action(folder.resolve("action.jar"), 1_000);
    String sequence = "{'exec': {'kind': 'sequence', 'components': ['/_/%s']}}";
    String binding = "{'binding': {'namespace': '_', 'name': '%s'}}";
    host.put("namespaces/_/packages/one", "{}");
    host.put("namespaces/_/packages/other", "{}");
    host.put("namespaces/_/packages/moving", binding.formatted("one"));
    host.put("namespaces/_/actions/one/step", action);
    host.put("namespaces/_/actions/turning", sequence.formatted("moving/step"));
    host.put("namespaces/_/actions/other/step", sequence.formatted("turning"));
    String invoke = "namespaces/_/actions/turning?blocking=true";
    assertThat(host.owner("POST", invoke, "{}").status()).isEqualTo(200);

    host.put("namespaces/_/packages/moving?overwrite=true", binding.formatted("other"));

    assertThat(host.owner("POST", invoke, "{}").text("error"))
        .isEqualTo("Too many actions in the sequence.");
  }

  @Test
  void nobodyIsAdmittedToAWebActionByADemandThatIsNone() {
    JsonObject body = host.owner("GET", RunningHost.ACTION, "").object();
    for (String demand : List.of("false", "null", "[]")) {
      body.add(
          "annotations",
          JsonParser.parseString(
              "[{'key': 'web-export', 'value': true}, {'key': 'require-whisk-auth', 'value': %s}]"
                  .formatted(demand)));
      host.put("namespaces/_/actions/tests/odd?overwrite=true", body.toString());

      assertThat(host.web("web/ns/tests/odd.json", "{}").status()).as(demand).isEqualTo(401);
    }
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
  void anActionThatReturnsNothingOrEatsItsMemoryIsTheDevelopersError() {
    for (String task : List.of("null", "eat")) {
      Answer answer = host.invoke("{'do': '%s'}".formatted(task));

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
