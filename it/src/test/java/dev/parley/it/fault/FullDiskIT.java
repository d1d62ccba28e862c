// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.it.RogueGateway;
import dev.parley.node.audit.AuditPlace;
import dev.parley.node.audit.AuditReport;
import dev.parley.node.audit.Verification;
import dev.parley.node.database.OpenPolicy;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.testkit.federation.LocalOwner;
import dev.parley.testkit.federation.StateFolder;
import dev.parley.testkit.federation.ThreadLauncher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise 5 with disks that are full, one for each thing that is written. Needs a Linux on which
 * this user may mount; elsewhere it is skipped.
 */
@Timeout(120)
class FullDiskIT {
  private static final String COUNT = "SELECT SECURE COUNT(*), SECURE SUM(stay) FROM visits";
  private static final List<List<String>> BOTH = List.of(List.of("4", "24"));
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  /** More questions than fit into the last block of a file. */
  private static final int MANY = 80;

  private static final Map<Disk, SmallDisk> DISKS = new EnumMap<>(Disk.class);
  private static @Nullable LocalFederation federation;

  private enum Disk {
    PIPE,
    NODE,
    AUDIT,
    GATEWAY
  }

  @BeforeAll
  static void start(@TempDir Path folder) throws SQLException {
    StateFolder state = StateFolder.at(folder);
    mount(Disk.PIPE, state.pipe());
    mount(Disk.NODE, state.nodes().resolve("south"));
    mount(Disk.AUDIT, state.audit());
    mount(Disk.GATEWAY, gatewayState(state));
    federation =
        LocalFederation.start(
            LocalFederationSettings.of(
                List.of(owner("north", 5), owner("south", 7)), state, "only-for-tests"),
            new ThreadLauncher(),
            line -> {});
    requireAnswer();
  }

  private static void mount(Disk disk, Path folder) {
    Optional<SmallDisk> mounted = SmallDisk.at(folder);
    assumeTrue(mounted.isPresent(), "this user may not mount a disk");
    DISKS.put(disk, mounted.orElseThrow());
  }

  private static LocalOwner owner(String node, int stay) throws SQLException {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE \"visits\" (\"id\" INT PRIMARY KEY, \"stay\" INT)");
      statement.execute("INSERT INTO \"visits\" VALUES (1, %d), (2, %d)".formatted(stay, stay));
    }
    Set<AnalystId> analysts = Set.of(LocalFederationSettings.ANALYST);
    String policy =
        OpenPolicy.of(
            Map.of("visits", Map.of("id", ColumnType.INTEGER, "stay", ColumnType.INTEGER)),
            analysts);
    return LocalOwner.of(new NodeId(node), url, policy);
  }

  @AfterAll
  static void stop() {
    if (federation != null) {
      federation.close();
    }
    DISKS.values().forEach(SmallDisk::close);
  }

  @Test
  void aFullPipeIsAnErrorAtOnce() throws Exception {
    SmallDisk disk = disk(Disk.PIPE);
    disk.fill();

    Outcome outcome = ask();

    assertThat(word(outcome)).as(outcome.said()).isEqualTo("P0303");
    assertThat(outcome.took()).isLessThan(AT_ONCE);
    disk.free();
    requireAllGoesOn();
  }

  /** There are its ledger, and answers on their way. */
  @Test
  void aNodeWithoutRoomRefusesUntilThereIsRoomAgain() throws Exception {
    SmallDisk disk = disk(Disk.NODE);
    Path ledger = state().nodes().resolve("south").resolve("ledger");
    disk.fill();
    long before;
    int asked = 0;
    do {
      before = Files.size(ledger);
      Outcome outcome = ask();
      assertThat(word(outcome)).as(outcome.said()).isEqualTo("P0202");
      assertThat(outcome.took()).isLessThan(AT_ONCE);
      asked++;
    } while (Files.size(ledger) > before && asked < MANY);

    assertThat(Files.size(ledger)).as("it is full itself").isEqualTo(before);
    disk.free();
    requireAllGoesOn();
    assertThat(Files.readAllLines(ledger)).doesNotHaveDuplicates();
    running().stopNode(new NodeId("south"));
    running().startNode(new NodeId("south"));
    requireAllGoesOn();
  }

  @Test
  void anOwnersLogWithoutRoomLetsNothingBeAnswered() throws Exception {
    SmallDisk disk = disk(Disk.AUDIT);
    disk.fill();
    Outcome outcome = ask();
    for (int asked = 1; asked < MANY && outcome.rows().equals(BOTH); asked++) {
      outcome = ask();
    }

    assertThat(word(outcome)).as(outcome.said()).isEqualTo("P0202");
    assertThat(outcome.said()).contains("cannot write its log of questions");
    disk.free();
    requireAllGoesOn();
    for (String node : List.of("north", "south")) {
      Path log = state().audit().resolve(node + ".log");
      AuditPlace place = AuditPlace.of(log, state().nodes().resolve(node));
      AuditReport report = Verification.of(place, List.of(), Optional.empty());
      assertThat(report.isIntact()).as(report.lines().toString()).isTrue();
    }
  }

  /** What it could not remember it does not go by, for a restart would forget it. */
  @Test
  void aGatewayWithoutRoomGoesByTheCatalogsThatItRemembers() throws Exception {
    SmallDisk disk = disk(Disk.GATEWAY);
    Path seen = gatewayState(state()).resolve("catalogs.seen");
    String before = Files.readString(seen);
    disk.fill();
    Path policy = running().nodeFile(new NodeId("south")).resolveSibling("policy.yaml");
    String allowed = Files.readString(policy);
    Files.writeString(policy, allowed.replaceFirst("questionsPerDay: .*", "questionsPerDay: 5000"));
    assertThat(policy).content().isNotEqualTo(allowed);
    Path board = state().pipe();
    long published = catalogs(board);
    RogueGateway.await("a new catalog", () -> catalogs(board) > published);

    assertThat(word(ask())).isEqualTo("RIGHT");
    assertThat(Files.readString(seen)).isEqualTo(before);
    disk.free();
    RogueGateway.await("it to be remembered", () -> !Files.readString(seen).equals(before));
    requireAllGoesOn();
  }

  private static long catalogs(Path board) throws Exception {
    try (Stream<Path> files = Files.walk(board)) {
      return files
          .filter(file -> file.toString().contains("/catalog/"))
          .mapToLong(file -> file.toFile().lastModified())
          .max()
          .orElse(0);
    }
  }

  @Test
  void anActionWithoutRoomIsAnErrorAtOnce() throws Exception {
    try (SmallDisk disk = SmallDisk.at(actionsFolder()).orElseThrow()) {
      disk.fill();

      Outcome outcome = ask();

      assertThat(word(outcome)).as(outcome.said()).isEqualTo("P0302");
      assertThat(outcome.took()).isLessThan(AT_ONCE);
    }
    requireAllGoesOn();
  }

  /** Where the process that merges keeps what does not fit into memory. */
  private static Path actionsFolder() {
    String option = "-Djava.io.tmpdir=";
    return ProcessHandle.current()
        .descendants()
        .flatMap(process -> Stream.of(process.info().arguments().orElse(new String[0])))
        .filter(argument -> argument.startsWith(option) && argument.contains("parley-action-"))
        .map(argument -> Path.of(argument.substring(option.length())))
        .findFirst()
        .orElseThrow();
  }

  private static void requireAnswer() {
    Outcome outcome = ask();
    assertThat(word(outcome)).as(outcome.said()).isEqualTo("RIGHT");
  }

  private static void requireAllGoesOn() throws Exception {
    RogueGateway.await("an answer", () -> word(ask()).equals("RIGHT"));
    new Leftovers(state().pipe()).awaitWithdrawal();
  }

  private static Outcome ask() {
    return Outcome.of(running(), COUNT, "timeout=20s");
  }

  private static String word(Outcome outcome) {
    return outcome.word(BOTH, List.of());
  }

  private static Path gatewayState(StateFolder state) {
    return state.config().resolve("gateway").resolve("state");
  }

  private static SmallDisk disk(Disk disk) {
    SmallDisk known = DISKS.get(disk);
    if (known == null) {
      throw new IllegalStateException("No such disk: " + disk);
    }
    return known;
  }

  private static StateFolder state() {
    return running().settings().state();
  }

  private static LocalFederation running() {
    if (federation == null) {
      throw new IllegalStateException("The federation has not started");
    }
    return federation;
  }
}
