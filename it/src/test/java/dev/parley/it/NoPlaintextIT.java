// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.cli.part.ProcessLauncher;
import dev.parley.it.search.ByteSearch;
import dev.parley.it.tap.Recording;
import dev.parley.it.tap.TapLauncher;
import dev.parley.node.config.NodeSettings;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.S3Pipe;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.PartLauncher.Part;
import dev.parley.wire.PipeNames;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Promise 1: no plaintext in the cloud. Every party is a process of its own; every byte to and from
 * pipe and action host is recorded and searched, and so is what they store, and what anybody logs.
 */
class NoPlaintextIT {
  /** Holds settings of the logger under which it leaves nothing out. */
  private static final Path TALKATIVE = Path.of("src/test/resources/talkative").toAbsolutePath();

  private static final List<String> QUESTIONS =
      List.of(
          "SELECT SECURE COUNT(*), SECURE SUM(zqcharge), SECURE AVG(zqcharge) FROM zqvisits",
          "SELECT SECURE SUM(zqpatient), SECURE COUNT(zqpatient) FROM zqvisits",
          "SELECT zqward, SECURE SUM(zqcharge) FROM zqvisits GROUP BY zqward ORDER BY zqward",
          "SELECT zqcharge, zqpatient, COUNT(*) FROM zqvisits GROUP BY zqcharge, zqpatient",
          "SELECT SECURE COUNT(*) FROM zqvisits WHERE zqward = '"
              + PlantedValues.ABSENT_WARD
              + "' OR zqcharge > "
              + PlantedValues.ABSENT_CHARGE,
          "SELECT SECURE SUM(zqcharge) FROM zqvisits"
              + " WHERE zqward IN ('Quetzalcoatlus-Ward', 'Žižkov-Kraftwerk') AND zqcode > 1234577893",
          "SELECT zqward, zqpatient, zqcharge FROM zqvisits WHERE zqpatient > 0"
              + " ORDER BY zqcharge LIMIT 3",
          "SELECT zqward, MIN(zqcharge), COUNT(DISTINCT zqpatient), SECURE STDDEV(zqcharge)"
              + " FROM zqvisits GROUP BY zqward",
          "SELECT SUBSTRING(zqward FROM 1 FOR 16),"
              + " SECURE SUM(zqcharge * 2) FILTER (WHERE zqward LIKE 'Quetzalcoatlus%')"
              + " FROM zqvisits GROUP BY 1",
          "SELECT SECURE COUNT(*) FROM zqvisits"
              + " WHERE zqcharge >= (SELECT MAX(zqcharge) FROM zqvisits)");

  @Test
  void nothingThatAnOwnerHasOrAnAnalystAsksIsFoundInTheCloudOrInAnyLog() throws Exception {
    Recording recording = new Recording();

    try (SharedFederation federation = start(recording)) {
      // Twice, as what is four bytes long counts only if it is found twice.
      askAll(federation);
      askAll(federation);
      askInVain(federation);
      ByteSearch search = new ByteSearch(PlantedValues.read().markers());
      recording.bytes().forEach(bytes -> search.scan("what was said to or by the cloud", bytes));
      search.scanFolder(federation.state().pipe());
      search.scanFolder(federation.state().activations());
      search.scanFolder(federation.state().logs());

      long logged = bytesIn(federation.state().logs());
      report(search.searchedBytes() + " bytes searched, " + logged + " of them logs");
      assertThat(search.findings()).isEmpty();
      assertThat(search.searchedBytes()).isGreaterThan(100_000);
      assertThat(logged).isGreaterThan(1_000);
      assertThat(missedWithoutEncryption(federation, recording)).isEmpty();
    }
  }

  private static SharedFederation start(Recording recording) throws Exception {
    // The launcher hands its own class path on: so the parties log whatever they can.
    String classPath = System.getProperty("java.class.path", "");
    System.setProperty("java.class.path", TALKATIVE + File.pathSeparator + classPath);
    try {
      return SharedFederation.start(
          PlantedValues.DATA,
          Path.of("target"),
          state ->
              new TapLauncher(
                  new ProcessLauncher(state),
                  Map.of(Part.PIPE, recording::listen, Part.ACTIONS, recording::listen)));
    } finally {
      System.setProperty("java.class.path", classPath);
    }
  }

  private static long bytesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void askAll(SharedFederation federation) throws SQLException {
    for (String sql : QUESTIONS) {
      assertThat(Rows.of(federation::connect, sql))
          .as(sql)
          .containsExactlyInAnyOrderElementsOf(
              Rows.of(federation::connectToReference, GoldenConnections.of(sql)));
    }
  }

  /** One that a node refuses, one that is forbidden, and one that is no question. */
  private static void askInVain(SharedFederation federation) {
    assertThat(stateOf(federation, QUESTIONS.get(4))).isEqualTo("P0206");
    assertThat(stateOf(federation, "SELECT SECURE SUM(zqcode) FROM zqvisits")).isEqualTo("42501");
    assertThat(stateOf(federation, "SELECT zqcharge + FROM zqvisits")).isEqualTo("42601");
  }

  private static String stateOf(SharedFederation federation, String sql) {
    return catchThrowableOfType(SQLException.class, () -> Rows.of(federation::connect, sql))
        .getSQLState();
  }

  /** Puts into the pipe what nodes must not put there, and returns what the search misses of it. */
  private static List<String> missedWithoutEncryption(
      SharedFederation federation, Recording recording) throws Exception {
    NodeId owner = new NodeId("alpha");
    NodeSettings careless = NodeSettings.read(federation.federation().nodeFile(owner));
    String out =
        new PipeNames(careless.federation().value())
            .out(LocalFederationSettings.ANALYST.value(), owner.value());
    List<String> missed = new ArrayList<>();
    try (Pipe pipe = new S3Pipe(careless.pipe())) {
      for (Unprotected leak : Unprotected.all()) {
        recording.forget();
        pipe.put(out, PipeNames.partial(QueryId.random(new SecureRandom()).value()), leak.object());
        pipe.put(out, PipeNames.partial(QueryId.random(new SecureRandom()).value()), leak.object());
        ByteSearch search = new ByteSearch(PlantedValues.read().markers());
        recording.bytes().forEach(bytes -> search.scan("control", bytes));
        if (search.findings().stream().noneMatch(found -> found.startsWith(leak.marker()))) {
          missed.add(leak.form());
        }
      }
    }
    report(Unprotected.all().size() + " unprotected objects put into the pipe, each of them found");
    return missed;
  }

  /** Tells the reader of the build's output; at a level that is not left out. */
  private static void report(String line) {
    LoggerFactory.getLogger(NoPlaintextIT.class).warn(line);
  }
}
