// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cli.part.ProcessLauncher;
import dev.parley.it.RogueGateway;
import dev.parley.it.SharedFederation;
import dev.parley.it.tap.FaultyLine;
import dev.parley.it.tap.FaultyLine.Fault;
import dev.parley.it.tap.RestartableLauncher;
import dev.parley.it.tap.TapLauncher;
import dev.parley.members.KeyFiles;
import dev.parley.node.audit.AuditPlace;
import dev.parley.node.audit.AuditReport;
import dev.parley.node.audit.Verification;
import dev.parley.node.config.NodeSettings;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.S3Pipe;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.message.HeartbeatMessage;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.PartLauncher.Part;
import dev.parley.testkit.federation.StateFolder;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Promise 5 with processes: each part is killed by SIGKILL in the midst of a question, and started
 * again with what it has on disk; the others go on as they are. All over TLS. What is on its way to
 * or from the pipe at that moment is held up until the part is dead.
 */
@Timeout(120)
class KilledPartsIT {
  private static final String COUNT = "SELECT SECURE COUNT(*), SECURE SUM(stay) FROM visits";
  private static final List<List<String>> BOTH = List.of(List.of("12", "78"));
  private static final List<List<String>> NORTH = List.of(List.of("6", "21"));
  private static final String HALF_AN_ENTRY = "{\"entry\":99,\"ti";

  /** For parts that end at once, whatever time the question has. */
  private static final Duration AT_ONCE = Duration.ofSeconds(8);

  /** After three heartbeats of five seconds a node counts as offline. */
  private static final Duration OFFLINE = Duration.ofSeconds(15);

  /** Longer than the pipe keeps anything. */
  private static final Duration LONG_AGO = Duration.ofHours(3);

  private static final FaultyLine TO_PIPE = new FaultyLine();

  private static @Nullable RestartableLauncher launcher;
  private static @Nullable SharedFederation federation;

  /** What may be killed. */
  enum Victim {
    PIPE,
    ACTIONS,
    /** What merges, and not the host on which it runs. */
    ACTION,
    GATEWAY
  }

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    Visits.write(data, "north", IntStream.rangeClosed(1, 6));
    Visits.write(data, "south", IntStream.rangeClosed(7, 12));
    federation =
        SharedFederation.start(
            data,
            Path.of("target"),
            state -> {
              RestartableLauncher restartable = new RestartableLauncher(new ProcessLauncher(state));
              launcher = restartable;
              return new TapLauncher(restartable, Map.of(Part.PIPE, TO_PIPE::plug));
            },
            LocalFederationSettings::withTls);
    RogueGateway.await("an answer", () -> word(ask("")).equals("RIGHT"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (federation != null) {
      federation.close();
    }
  }

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource({
    "PIPE, ^gateway-.* PUT .*-in/.*sub-query, P0303",
    "PIPE, ^node-south PUT .*/partial, P0303",
    "PIPE, ^actions GET .*/partial, P0302",
    "ACTIONS, ^actions GET .*/partial, P0302"
  })
  void anErrorComesAtOnceAndTheOthersNeedNoRestart(Victim victim, String when, String end)
      throws Exception {
    Outcome outcome;
    try {
      outcome = askWhileKilling(victim, when);
    } finally {
      TO_PIPE.mend();
      startAgain(victim);
    }

    assertThat(word(outcome)).as(outcome.said()).isEqualTo(end);
    assertThat(outcome.took()).isLessThan(AT_ONCE);
    requireAllGoesOn();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"^actions GET .*/partial", "^actions PUT .*/merged"})
  void whatAnActionLeftHalfDoneIsDoneByAnother(String when) throws Exception {
    CompletableFuture<Outcome> asked =
        askUntil(
            when,
            () -> {
              kill(Victim.ACTION);
              TO_PIPE.mend();
            });

    Outcome outcome = asked.get(30, TimeUnit.SECONDS);

    assertThat(word(outcome)).as(outcome.said()).isEqualTo("RIGHT");
    assertThat(outcome.took()).isLessThan(AT_ONCE);
    requireAllGoesOn();
  }

  /** Nobody takes back what it has asked; so the pipe itself must, when its time is over. */
  @Test
  void whatAKilledGatewayHasAskedIsSweptAwayAtLast() throws Exception {
    Outcome outcome;
    try {
      outcome = askWhileKilling(Victim.GATEWAY, "^actions GET .*/partial");
    } finally {
      TO_PIPE.mend();
      startAgain(Victim.GATEWAY);
    }

    assertThat(word(outcome)).as(outcome.said()).isEqualTo("08006");
    assertThat(outcome.took()).isLessThan(AT_ONCE);
    RogueGateway.await("an answer", () -> word(ask("")).equals("RIGHT"));
    assertThat(leftovers().unmerged())
        .anyMatch(name -> name.endsWith("/sub-query"))
        .anyMatch(name -> name.endsWith("/partial"))
        .anyMatch(name -> name.endsWith("/done"));
    leftovers().age(LONG_AGO);
    kill("pipe");
    startAgain(Victim.PIPE);
    RogueGateway.await("the pipe to be swept", () -> leftovers().all().isEmpty());
    requireAllGoesOn();
  }

  @ParameterizedTest(name = "at {0}")
  @CsvSource({
    // it had not begun, so it begins
    "^node-south GET .*/sub-query, RIGHT, ''",
    // it had begun, and runs nothing twice
    "^node-south PUT .*/partial, P0201, was stopped while it answered"
  })
  void aNodeThatComesBackInTimeGoesOnOrSaysThatItCannot(String when, String end, String says)
      throws Exception {
    CompletableFuture<Outcome> asked = askUntil(when, () -> kill("south"));
    promiseThatSouthComesBack();
    TO_PIPE.mend();
    assertThat(asked).isNotDone();
    tear();
    restartSouth();

    Outcome outcome = asked.get(60, TimeUnit.SECONDS);

    assertThat(word(outcome)).as(outcome.said()).isEqualTo(end);
    assertThat(outcome.said()).contains(says);
    requireAllGoesOn();
  }

  @Test
  void aNodeThatDoesNotComeBackIsMissingOrDoneWithout() throws Exception {
    kill("south");

    Outcome without;
    Outcome missing;
    try {
      without = ask("timeout=30s&minNodes=1");
      missing = ask("timeout=30s");
    } finally {
      restartSouth();
    }

    assertThat(word(without)).as(without.said()).isEqualTo("WITHOUT_SOUTH");
    assertThat(without.took()).isLessThan(OFFLINE.plus(AT_ONCE));
    assertThat(word(missing)).as(missing.said()).isEqualTo("P0201");
    assertThat(missing.said()).contains("'south'").doesNotContain("'north'");
    assertThat(missing.took()).isLessThan(AT_ONCE);
    requireAllGoesOn();
  }

  /** However often the nodes were killed, their books are in order. */
  @AfterEach
  void requireBooksInOrder() throws IOException {
    for (String node : List.of("north", "south")) {
      Path state = state().nodes().resolve(node);
      List<String> ledger = Files.readAllLines(state.resolve("ledger"));
      assertThat(ledger).as("ledger of " + node).doesNotHaveDuplicates();
      AuditReport report = audited(node);
      assertThat(report.isIntact()).as(report.lines().toString()).isTrue();
      try (Stream<String> entries = Files.lines(auditOf(node))) {
        assertThat(entries.filter(line -> line.contains("\"answered\"")).map(KilledPartsIT::query))
            .as("questions that were run, of " + node)
            .doesNotHaveDuplicates();
      }
    }
  }

  private static String query(String entry) {
    return entry.replaceFirst(".*\"query\":\"([0-9a-f]{32})\".*", "$1");
  }

  /** As if the kill had come in the middle of a line of the node's two books. */
  private static void tear() throws IOException {
    Path ledger = state().nodes().resolve("south").resolve("ledger");
    Files.writeString(ledger, "0123456789abcdef 1 ana", StandardOpenOption.APPEND);
    Files.writeString(auditOf("south"), HALF_AN_ENTRY, StandardOpenOption.APPEND);
    AuditReport report = audited("south");
    assertThat(report.isIntact()).isTrue();
    assertThat(report.notes())
        .anyMatch(note -> note.contains(HALF_AN_ENTRY.length() + " bytes after the last entry"));
  }

  private static AuditReport audited(String node) {
    Path state = state().nodes().resolve(node);
    return Verification.of(AuditPlace.of(auditOf(node), state), List.of(), Optional.empty());
  }

  private static Path auditOf(String node) {
    return state().audit().resolve(node + ".log");
  }

  /** So that a question waits for it for as long as this machine takes to start a process. */
  private static void promiseThatSouthComesBack() throws Exception {
    NodeSettings south = NodeSettings.read(running().federation().nodeFile(new NodeId("south")));
    HeartbeatMessage promise =
        new HeartbeatMessage(
            south.federation(),
            south.node(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            Duration.ofMinutes(1),
            "1");
    try (Pipe pipe = new S3Pipe(south.pipe())) {
      pipe.replace(
          new PipeNames(south.federation().value()).board(south.node().value()),
          PipeNames.heartbeat(),
          KeyFiles.read(south.keys(), south.formerKeys())
              .newest()
              .signing()
              .signObject(ObjectKind.HEARTBEAT, promise.encode()));
    }
  }

  private static Outcome askWhileKilling(Victim victim, String when) throws Exception {
    return askUntil(when, () -> kill(victim)).get(30, TimeUnit.SECONDS);
  }

  private interface Kill {
    void run() throws Exception;
  }

  /** Asks; returns when such a request came, and the kill is done. The request is held up. */
  private static CompletableFuture<Outcome> askUntil(String when, Kill kill) throws Exception {
    CompletableFuture<Void> there = new CompletableFuture<>();
    TO_PIPE.harm(when, Fault.FROZEN, () -> there.complete(null));
    CompletableFuture<Outcome> asked = CompletableFuture.supplyAsync(() -> ask("timeout=60s"));
    there.get(10, TimeUnit.SECONDS);
    kill.run();
    return asked;
  }

  private static void kill(Victim victim) throws Exception {
    List<ProcessHandle> actions = process("actions").descendants().toList();
    assertThat(actions).isNotEmpty();
    if (victim == Victim.ACTION) {
      actions.forEach(ProcessHandle::destroyForcibly);
    } else {
      kill(victim.name().toLowerCase(Locale.ROOT));
    }
    if (victim == Victim.ACTIONS) {
      for (ProcessHandle orphan : actions) {
        orphan.onExit().get(10, TimeUnit.SECONDS);
      }
    }
  }

  private static void kill(String name) throws Exception {
    ProcessHandle process = process(name);
    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().get(10, TimeUnit.SECONDS);
  }

  private static ProcessHandle process(String name) throws IOException {
    String pid = Files.readString(state().pids().resolve(name + ".pid"));
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static void startAgain(Victim victim) {
    if (victim != Victim.ACTION && launcher != null) {
      Part part = Part.valueOf(victim.name());
      launcher.stop(part);
      launcher.startAgain(part);
    }
  }

  private static void restartSouth() {
    running().stopNode("south");
    running().startNode("south");
  }

  private static void requireAllGoesOn() throws Exception {
    RogueGateway.await("an answer", () -> word(ask("")).equals("RIGHT"));
    leftovers().awaitWithdrawal();
  }

  private static Outcome ask(String options) {
    return Outcome.of(running().federation(), COUNT, options);
  }

  private static String word(Outcome outcome) {
    return outcome.word(BOTH, NORTH);
  }

  private static Leftovers leftovers() {
    return new Leftovers(state().pipe());
  }

  private static StateFolder state() {
    return running().state();
  }

  private static SharedFederation running() {
    if (federation == null) {
      throw new IllegalStateException("The federation has not started");
    }
    return federation;
  }
}
