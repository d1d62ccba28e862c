// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.Listen;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host knows after a restart, and what keeps one from starting. */
class RestartTest {
  private static final String PACKAGE = "namespaces/_/packages/tests";

  private final Path folder;

  RestartTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aRestartedHostAnswersTheSameWebAction() {
    Answer before;
    try (RunningHost host = RunningHost.in(folder, RunningHost.LIMITS)) {
      host.exportToWeb();
      before = host.web(RunningHost.WEB, "{'d': 'call'}");
    }

    try (RunningHost host = RunningHost.again(folder)) {
      Answer after = host.web(RunningHost.WEB, "{'d': 'call'}");

      assertThat(after.status()).isEqualTo(200);
      assertThat(after.object().get("parameters")).isEqualTo(before.object().get("parameters"));
      assertThat(host.web(RunningHost.WEB, "{'a': 'call'}").status()).isEqualTo(400);
      assertThat(host.send("POST", RunningHost.WEB, "{}", Map.of()).status()).isEqualTo(401);
    }
  }

  @Test
  void versionsGoOnAndANewDeploymentReplacesTheWarmProcess() {
    deployOnce();
    String body = RunningHost.action(folder.resolve("action.jar"), 2_000);

    try (RunningHost host = RunningHost.again(folder)) {
      long pid = host.invokedPid();

      assertThat(host.put(RunningHost.ACTION + "?overwrite=true", body).text("version"))
          .isEqualTo("0.0.2");
      assertThat(host.invokedPid()).isNotEqualTo(pid);
      assertThat(host.owner("PUT", RunningHost.ACTION, body).status()).isEqualTo(409);
      assertThat(host.put(PACKAGE + "?overwrite=true", "{}").text("version")).isEqualTo("0.0.2");
    }
  }

  @Test
  void triggersRulesBindingsAndSequencesAreThereAfterARestart() {
    Map<String, String> put = new LinkedHashMap<>();
    put.put("packages/bound", "{'binding': {'namespace': '_', 'name': 'tests'}}");
    put.put(
        "actions/twice",
        "{'exec': {'kind': 'sequence', 'components': ['/_/bound/obedient', '/_/tests/obedient']}}");
    put.put("triggers/event", "{'parameters': [{'key': 'a', 'value': 1}]}");
    put.put("rules/sleeping", "{'trigger': '/_/event', 'action': '/_/twice'}");
    Map<String, JsonElement> before = new LinkedHashMap<>();
    try (RunningHost host = RunningHost.in(folder, RunningHost.LIMITS)) {
      put.forEach((path, body) -> host.put("namespaces/_/" + path, body));
      host.owner("POST", "namespaces/_/rules/sleeping", "{'status': 'inactive'}");
      put.keySet()
          .forEach(path -> before.put(path, host.owner("GET", "namespaces/_/" + path, "").json()));
    }

    try (RunningHost host = RunningHost.again(folder)) {
      before.forEach(
          (path, json) ->
              assertThat(host.owner("GET", "namespaces/_/" + path, "").json()).isEqualTo(json));
      assertThat(host.owner("POST", "namespaces/_/actions/twice?blocking=true", "{}").status())
          .isEqualTo(200);
    }
  }

  @Test
  void whatWasDeletedIsGoneForGood() throws IOException {
    try (RunningHost host = RunningHost.in(folder, RunningHost.LIMITS)) {
      assertThat(host.owner("DELETE", RunningHost.ACTION, "").status()).isEqualTo(200);
      assertThat(host.owner("DELETE", PACKAGE, "").status()).isEqualTo(200);
    }

    try (RunningHost host = RunningHost.again(folder)) {
      assertThat(host.owner("GET", RunningHost.ACTION, "").status()).isEqualTo(404);
      assertThat(host.owner("GET", PACKAGE, "").status()).isEqualTo(404);
    }
    assertThat(deployed()).isEmpty();
  }

  @Test
  void aKilledHostHasLeftWhatIsDeployedAndNoLock() throws Exception {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HostLimitsTest.Victim.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = victim.inputReader(StandardCharsets.UTF_8)) {
      long pid = Long.parseLong(out.readLine());
      assertThatThrownBy(() -> RunningHost.again(folder))
          .hasMessageStartingWith("Another action host uses the state folder ");

      victim.destroyForcibly().waitFor();

      try (RunningHost host = RunningHost.again(folder)) {
        assertThat(host.invokedPid()).isNotEqualTo(pid);
      }
      Eventually.isGone(pid);
    } finally {
      victim.destroyForcibly();
    }
  }

  @Test
  void onlyTheOwnerMayReadWhatIsDeployed() throws IOException {
    Path deployed = Files.createDirectories(folder.resolve("state/deployed"));
    Files.setPosixFilePermissions(deployed, PosixFilePermissions.fromString("rwxrwxrwx"));

    deployOnce();

    assertThat(permissions(deployed)).isEqualTo("rwx------");
    assertThat(deployed())
        .hasSize(2)
        .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
  }

  @Test
  void refusesAFileThatOthersMayRead() throws IOException {
    deployOnce();
    Files.setPosixFilePermissions(file("action"), PosixFilePermissions.fromString("rw-r--r--"));

    refuses(ErrorCode.INVALID_SETTINGS, "Others than its owner may use the secret file ");
  }

  @Test
  void refusesEveryKindOfDamage() throws IOException {
    deployOnce();
    Path action = file("action");
    String whole = Files.readString(action);
    List<String> broken =
        List.of(
            "",
            "\n",
            whole.substring(0, whole.length() - 1),
            whole + " ",
            whole.substring(whole.indexOf('\n') + 1),
            whole.replace("Obedient", "Obediens"),
            whole.replaceFirst(" 1 ", " 2 "));

    for (String text : broken) {
      Files.writeString(action, text);

      refuses(
          ErrorCode.CANNOT_START,
          "What is deployed in %s cannot be read: file %s is damaged"
              .formatted(action.getParent(), action.getFileName()));
    }
    Files.writeString(action, whole);
    RunningHost.again(folder).close();
  }

  @Test
  void refusesAFileUnderAnothersName() throws IOException {
    deployOnce();
    Files.move(file("action"), folder.resolve("state/deployed/action-" + "0".repeat(64)));

    refuses(ErrorCode.CANNOT_START, "What is deployed in ");
  }

  @Test
  void refusesAnActionWhosePackageIsLost() throws IOException {
    deployOnce();
    Files.delete(file("package"));

    refuses(
        ErrorCode.CANNOT_START,
        "What is deployed in %s lacks the package of action tests/obedient"
            .formatted(folder.resolve("state/deployed")));
  }

  @Test
  void refusesWhatIsDeployedInAnotherNamespace() {
    deployOnce();
    ActionHostSettings other =
        new ActionHostSettings(
            Listen.LOOPBACK, "n", RunningHost.KEY, folder.resolve("state"), RunningHost.LIMITS);

    assertThatThrownBy(() -> ActionHost.start(other))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTINGS))
        .hasMessage("The state folder holds what is deployed in another namespace than n");
  }

  @Test
  void aSecondHostDoesNotStartAndTheFirstGoesOn() {
    try (RunningHost host = RunningHost.in(folder, RunningHost.LIMITS)) {
      refuses(ErrorCode.CANNOT_START, "Another action host uses the state folder ");

      assertThat(host.put(PACKAGE + "?overwrite=true", "{}").text("version")).isEqualTo("0.0.2");
      refuses(ErrorCode.CANNOT_START, "Another action host uses the state folder ");
    }
    RunningHost.again(folder).close();
  }

  @Test
  void aHostThatCouldNotStartKeepsNoLock() throws IOException {
    deployOnce();
    Path lost = file("action");
    byte[] whole = Files.readAllBytes(lost);
    Files.write(lost, new byte[0]);
    refuses(ErrorCode.CANNOT_START, "What is deployed in ");

    Files.write(lost, whole);

    RunningHost.again(folder).close();
  }

  @Test
  void aChangeThatCannotBeStoredIsNotMade() throws IOException {
    try (RunningHost host = RunningHost.in(folder, RunningHost.LIMITS)) {
      Path inTheWay = Path.of(file("package") + ".draft");
      Files.createDirectories(inTheWay.resolve("full"));

      assertThat(host.owner("PUT", PACKAGE + "?overwrite=true", "{}").status()).isEqualTo(500);

      assertThat(host.owner("GET", PACKAGE, "").text("version")).isEqualTo("0.0.1");
      assertThat(host.invoke("{}").status()).isEqualTo(200);
    }
  }

  private void deployOnce() {
    RunningHost.in(folder, RunningHost.LIMITS).close();
  }

  private void refuses(ErrorCode code, String message) {
    assertThatThrownBy(() -> RunningHost.again(folder))
        .isInstanceOfSatisfying(ParleyException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageStartingWith(message);
  }

  private Path file(String kind) throws IOException {
    return deployed().stream()
        .filter(file -> file.getFileName().toString().startsWith(kind + "-"))
        .findFirst()
        .orElseThrow();
  }

  private List<Path> deployed() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("state/deployed"))) {
      return files.toList();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
