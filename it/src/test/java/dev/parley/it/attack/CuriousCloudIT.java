// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.cli.part.ProcessLauncher;
import dev.parley.it.GoldenConnections;
import dev.parley.it.Rows;
import dev.parley.it.SharedFederation;
import dev.parley.it.search.CloudSearch;
import dev.parley.it.tap.Recording;
import dev.parley.it.tap.TapLauncher;
import dev.parley.node.config.NodeSettings;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.S3Pipe;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.PartLauncher.Part;
import dev.parley.testkit.federation.StateFolder;
import dev.parley.wire.PipeNames;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/**
 * Promise 1: no plaintext in the cloud. Every party is a process of its own; every byte to and from
 * pipe and action host is recorded and searched, and so is what they store, and what anybody logs.
 */
class CuriousCloudIT {
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
              + " WHERE zqcharge >= (SELECT MAX(zqcharge) FROM zqvisits)",
          "SELECT zqward, zqpatient FROM zqvisits ORDER BY zqcode DESC LIMIT 2");

  /** What the plaintext database has no words for. */
  private static final String NEAREST =
      "SELECT zqward, zqplace, DISTANCE FROM zqvisits"
          + " WHERE KNN(zqplace, ST_Point(918273645546371, "
          + PlantedValues.ABSENT_CHARGE
          + "), 2)";

  private static final String LIST =
      "(VALUES ('"
          + PlantedValues.ABSENT_WARD
          + "', 918273645546371, "
          + PlantedValues.ABSENT_CHARGE
          + "), ('Žižkov', 1, 2)) AS q (zqname, x, y)";

  private static final List<String> JOINS =
      List.of(
          "SELECT q.zqname, SECURE COUNT(*) FROM "
              + LIST
              + " JOIN zqvisits v ON ST_DWithin(v.zqplace, ST_Point(q.x, q.y), 9e15)"
              + " GROUP BY q.zqname",
          "SELECT q.zqname, v.zqward, DISTANCE FROM "
              + LIST
              + " JOIN zqvisits v ON KNN(v.zqplace, ST_Point(q.x, q.y), 2)");

  /** Looks into all that the cloud has after each test. */
  @RegisterExtension final CloudSearch search;

  private final Recording recording = new Recording();

  CuriousCloudIT() throws IOException {
    search = CloudSearch.of(PlantedValues.read().markers());
  }

  @Test
  void nothingThatAnOwnerHasOrAnAnalystAsksIsFoundInTheCloudOrInAnyLog() throws Exception {
    try (SharedFederation federation = start(recording)) {
      // Twice, as what is four bytes long counts only if it is found twice.
      askAll(federation);
      askAll(federation);
      askInVain(federation);
      Path dumps = Files.createDirectories(federation.state().root().resolve("dumps"));
      search
          .bytes("what was said to or by the cloud", recording::bytes)
          .folder(federation.state().pipe())
          .folder(federation.state().activations())
          .folder(federation.state().logs());
      for (ProcessHandle process : cloud(federation.state())) {
        search.memory("the memory of the cloud", process.pid(), dumps);
      }

      long searched = search.requireNothingFound();

      long logged = bytesIn(federation.state().logs());
      report(searched + " bytes searched, " + logged + " of them logs");
      assertThat(searched).isGreaterThan(10_000_000);
      assertThat(logged).isGreaterThan(1_000);
      assertThat(search.foundInMemory(pid(federation.state(), "alpha"), dumps))
          .anyMatch(found -> found.contains("zqcharge"));
      assertThat(missedWithoutEncryption(federation)).isEmpty();
    }
  }

  /** The processes of the cloud: pipe, action host, and each action that this one runs. */
  private static List<ProcessHandle> cloud(StateFolder state) throws IOException {
    ProcessHandle actions = ProcessHandle.of(pid(state, "actions")).orElseThrow();
    List<ProcessHandle> cloud = new ArrayList<>(actions.descendants().toList());
    assertThat(cloud).as("processes of actions").isNotEmpty();
    cloud.add(actions);
    cloud.add(ProcessHandle.of(pid(state, "pipe")).orElseThrow());
    return cloud;
  }

  private static long pid(StateFolder state, String part) throws IOException {
    try (Stream<Path> files = Files.list(state.pids())) {
      Path file =
          files.filter(f -> f.getFileName().toString().startsWith(part)).findFirst().orElseThrow();
      return Long.parseLong(Files.readString(file).strip());
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
      assertThat(Rows.of(federation::connect, "EXPLAIN PLAN FOR " + sql)).isNotEmpty();
    }
    assertThat(Rows.of(federation::connect, NEAREST)).hasSize(2);
    for (String sql : JOINS) {
      assertThat(Rows.of(federation::connect, sql)).as(sql).isNotEmpty();
    }
    try (Connection connection = federation.connect();
        PreparedStatement prepared =
            connection.prepareStatement("SELECT COUNT(*) FROM zqvisits WHERE zqcharge <> ?")) {
      prepared.setBigDecimal(1, new BigDecimal(PlantedValues.ABSENT_CHARGE));
      try (ResultSet rows = prepared.executeQuery()) {
        assertThat(Rows.of(rows)).hasSize(1);
      }
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
  private List<String> missedWithoutEncryption(SharedFederation federation) throws Exception {
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
        if (search.foundIn(recording.bytes()).stream()
            .noneMatch(found -> found.startsWith(leak.marker()))) {
          missed.add(leak.form());
        }
      }
    }
    report(Unprotected.all().size() + " unprotected objects put into the pipe, each of them found");
    return missed;
  }

  /** Tells the reader of the build's output; at a level that is not left out. */
  private static void report(String line) {
    LoggerFactory.getLogger(CuriousCloudIT.class).warn(line);
  }
}
