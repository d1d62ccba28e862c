// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static dev.parley.node.LoneAnalyst.NORTH;
import static dev.parley.node.LoneAnalyst.await;

import dev.parley.node.config.DatabaseSettings;
import dev.parley.node.config.Limits;
import dev.parley.node.config.NodeSettings;
import dev.parley.node.config.Polling;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.RealDatabases;
import dev.parley.pipe.PipeSettings;
import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.memory.InMemoryPipe;
import dev.parley.protocol.query.Slot;
import dev.parley.settings.SecretFile;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A node for each test, over a pipe in memory, with a table of eight trips. */
final class LoneNode implements BeforeEachCallback, AfterEachCallback {
  static final String POLICY =
      """
      analysts: [health-board]
      minOwners: 1
      questionsPerDay: 4
      tables:
        trips:
          minRows: 2
          columns:
            zone: [group, filter]
            fare: [aggregate]
            tip: [reveal]
      """;
  static final Slot COUNT = new Slot(Slot.Kind.VALUE, 0, 0, 0, 64);
  static final String COUNT_ALL = "SELECT COUNT(*) FROM \"trips\"";

  /** Tests wait for rounds. */
  static final Pace HASTE =
      new Pace(Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofMillis(500));

  private static final String[] TRIPS = {
    "CREATE TABLE trips (zone VARCHAR(20), fare DECIMAL(10, 2), tip INTEGER)",
    "INSERT INTO trips VALUES ('a', 1.50, 1), ('a', 2.25, 2), ('a', NULL, 3), ('b', -7, 4),"
        + " ('b', 0.01, 5), ('lonely', 9, 6), (NULL, 1, 7), (NULL, 1, 8)",
  };

  final InMemoryPipe pipe = new InMemoryPipe();
  final LoneAnalyst analyst = new LoneAnalyst(pipe);
  private final String policy;
  private Polling polling = new Polling(Duration.ofMillis(5), Duration.ofMillis(20));
  private @Nullable Path folder;
  private @Nullable DatabaseSettings database;
  private @Nullable Node node;

  private LoneNode(String policy) {
    this.policy = policy;
  }

  static LoneNode with(String policy) {
    return new LoneNode(policy);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "lone-node-");
    database = RealDatabases.fill(Dialect.H2, TRIPS);
    SecretFile.write(
        folder().resolve("north.keys"),
        LoneAnalyst.NODE_KEYS.toText().getBytes(StandardCharsets.UTF_8));
    Files.write(folder().resolve("city.manifest"), LoneAnalyst.manifest());
    Files.writeString(policy(), policy);
    node = Node.start(settings(), pipe, HASTE);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    close();
    try (Stream<Path> files = Files.walk(folder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Stops the node; to do so again does nothing. */
  void close() {
    node().close();
  }

  Path folder() {
    return Objects.requireNonNull(folder);
  }

  /** Starts it again on a database of another kind. */
  void restart(Dialect dialect) throws Exception {
    database = RealDatabases.fill(dialect, TRIPS);
    restart(Limits.DEFAULT);
  }

  void restart(Limits limits) {
    close();
    node = Node.start(settings(Optional.empty(), limits), pipe, HASTE);
  }

  /** Starts it again, to look as often as that. */
  void restart(Polling often) {
    polling = often;
    restart(Limits.DEFAULT);
  }

  Node node() {
    return Objects.requireNonNull(node);
  }

  Path policy() {
    return folder().resolve("policy.yaml");
  }

  /** Replaces the policy in one step. */
  void write(String policy) throws IOException {
    Path draft = Files.writeString(folder().resolve("policy.new"), policy);
    Files.move(draft, policy(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Replaces the policy, and waits until that has changed the catalog. */
  void rewrite(String policy) throws Exception {
    await(() -> analyst.catalog().isPresent());
    long before = analyst.catalog().orElseThrow().sequence();
    write(policy);
    await(() -> analyst.catalog().orElseThrow().sequence() > before);
  }

  List<Path> scratch() throws Exception {
    try (Stream<Path> files = Files.list(folder().resolve("state/scratch"))) {
      return files.toList();
    }
  }

  NodeSettings settings() {
    return settings(Optional.empty(), Limits.DEFAULT);
  }

  NodeSettings settings(Optional<String> founder, Limits limits) {
    PipeSettings nowhere =
        PipeSettings.of(URI.create("http://127.0.0.1:1"), new S3Credentials("north", "secret"));
    return new NodeSettings(
        NORTH,
        LoneAnalyst.FEDERATION,
        Objects.requireNonNull(database),
        nowhere,
        folder().resolve("north.keys"),
        List.of(),
        folder().resolve("city.manifest"),
        founder,
        policy(),
        folder().resolve("state"),
        folder().resolve("audit.log"),
        limits,
        polling);
  }

  static List<BigInteger> numbers(long... values) {
    return Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
  }
}
