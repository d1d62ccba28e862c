// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static dev.parley.node.LoneAnalyst.NORTH;
import static dev.parley.node.LoneAnalyst.SOUTH;
import static dev.parley.node.LoneAnalyst.await;
import static dev.parley.node.LoneAnalyst.context;
import static dev.parley.node.LoneAnalyst.subQuery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.config.DatabaseSettings;
import dev.parley.node.config.Limits;
import dev.parley.node.config.NodeSettings;
import dev.parley.node.config.Polling;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.RealDatabases;
import dev.parley.pipe.PipeSettings;
import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.memory.InMemoryPipe;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.FixedPoint;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SubQuery;
import dev.parley.settings.SecretFile;
import dev.parley.wire.PipeNames;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole node, from sealed sub-query to encrypted partial, over a pipe in memory. */
class NodeTest {
  private static final String POLICY =
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
  private static final String[] TRIPS = {
    "CREATE TABLE trips (zone VARCHAR(20), fare DECIMAL(10, 2), tip INTEGER)",
    "INSERT INTO trips VALUES ('a', 1.50, 1), ('a', 2.25, 2), ('a', NULL, 3), ('b', -7, 4),"
        + " ('b', 0.01, 5), ('lonely', 9, 6), (NULL, 1, 7), (NULL, 1, 8)",
  };
  private static final Slot COUNT = new Slot(Slot.Kind.VALUE, 0, 0, 0, 64);
  private static final Slot SUM = new Slot(Slot.Kind.VALUE, 1, 0, 2, 96);
  private static final Slot PRESENT = new Slot(Slot.Kind.PRESENCE, 1, 0, 0, 32);
  private static final Slot PRESENT_FIRST = new Slot(Slot.Kind.PRESENCE, 0, 0, 0, 32);
  private static final String BY_ZONE =
      "SELECT \"zone\", COUNT(*), SUM(\"fare\") FROM \"trips\" GROUP BY \"zone\"";
  private static final String COUNT_ALL = "SELECT COUNT(*) FROM \"trips\"";

  private final Path folder;
  private final InMemoryPipe pipe = new InMemoryPipe();
  private final LoneAnalyst analyst = new LoneAnalyst(pipe);
  private final QueryId id = QueryId.random(LoneAnalyst.RANDOM);
  private DatabaseSettings database;
  private Node node;

  NodeTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writeFiles() throws Exception {
    SecretFile.write(
        folder.resolve("north.keys"),
        LoneAnalyst.NODE_KEYS.toText().getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("city.manifest"), LoneAnalyst.manifest());
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    start(Dialect.H2);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void answersInCiphertextThatChecksAndOpensToTheTruth(Dialect dialect) throws Exception {
    node.close();
    start(dialect);
    QueryContext context = context(id);
    SubQuery asked = subQuery(BY_ZONE, COUNT, SUM, PRESENT);
    analyst.ask(context, asked);

    Map<String, List<BigInteger>> answer = analyst.answer(context, asked);

    assertThat(answer).containsEntry("[a]", numbers(1, 0, 3, 375, 1));
    assertThat(answer).containsEntry("[b]", numbers(1, 0, 2, -699, 1));
    assertThat(answer).containsEntry("[null]", numbers(1, 0, 2, 200, 1));
    assertThat(answer).containsEntry("[lonely]", numbers(1, 1, 0, 0, 0));
    assertThat(answer).hasSize(4);
    assertThat(node.statistics().queries()).isEqualTo(1);
    assertThat(node.statistics().lastSql().orElseThrow()).contains("COUNT(*)");
  }

  @Test
  void anUngroupedQueryIsOneGroupEvenOverNoRows() throws Exception {
    SubQuery asked =
        subQuery(
            "SELECT COUNT(*), SUM(\"fare\") FROM \"trips\" WHERE (\"zone\" = 'nowhere')",
            COUNT,
            SUM,
            PRESENT);
    QueryContext context = context(id);
    analyst.ask(context, asked);

    assertThat(analyst.answer(context, asked))
        .containsOnly(Map.entry("[]", numbers(1, 0, 0, 0, 0)));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void sendsRevealedRowsSealedAndShuffled(Dialect dialect) throws Exception {
    node.close();
    start(dialect);
    SubQuery asked = subQuery("SELECT \"tip\" FROM \"trips\" WHERE (\"zone\" IN ('a', 'b'))");
    QueryContext context = context(id);
    analyst.ask(context, asked);

    assertThat(analyst.rows(context, asked))
        .extracting(row -> row.values().toString())
        .containsExactlyInAnyOrder("[1]", "[2]", "[3]", "[4]", "[5]");
    await(() -> scratch().isEmpty());
  }

  @Test
  void sendsNoRowsIfThereAreNone() throws Exception {
    SubQuery asked = subQuery("SELECT \"tip\" FROM \"trips\" WHERE (\"zone\" = 'nowhere')");
    QueryContext context = context(id);
    analyst.ask(context, asked);

    assertThat(analyst.rows(context, asked)).isEmpty();
  }

  @Test
  void sendsTheLeastAndGreatestOfRevealedValues() throws Exception {
    SubQuery asked = subQuery("SELECT MIN(\"tip\"), MAX(\"tip\") FROM \"trips\"");
    QueryContext context = context(id);
    analyst.ask(context, asked);

    assertThat(analyst.rows(context, asked))
        .extracting(row -> row.values().toString())
        .containsExactly("[1, 8]");
  }

  @Test
  void revealsNoMoreRowsThanItsLimitAndNoneThatMayNotBe() throws Exception {
    node.close();
    node = Node.start(settings(new Limits(Duration.ofSeconds(60), 7, 10)), pipe);
    QueryId forbidden = QueryId.random(LoneAnalyst.RANDOM);
    analyst.ask(context(id), subQuery("SELECT \"tip\" FROM \"trips\""));
    analyst.ask(context(forbidden), subQuery("SELECT \"fare\" FROM \"trips\""));

    assertThat(analyst.refusal(id).fact()).contains("7 rows");
    assertThat(analyst.refusal(forbidden).code()).isEqualTo(ErrorCode.USE_FORBIDDEN);
    assertThat(analyst.out()).isEmpty();
    await(() -> scratch().isEmpty());
  }

  @Test
  void spreadsASumOverSeveralSlots() throws Exception {
    Slot low = new Slot(Slot.Kind.VALUE, 0, 0, 40, 60);
    Slot high = new Slot(Slot.Kind.VALUE, 0, 1, 40, 254);
    SubQuery asked = subQuery("SELECT SUM(\"fare\") FROM \"trips\"", high, low, PRESENT_FIRST);
    QueryContext context = context(id);
    analyst.ask(context, asked);

    List<BigInteger> values = analyst.answer(context, asked).values().iterator().next();

    assertThat(new FixedPoint(List.of(low, high)).join(List.of(values.get(3), values.get(2))))
        .isEqualTo(new BigDecimal("7.76").setScale(40).unscaledValue());
    assertThat(values.get(4)).isOne();
  }

  @Test
  void refusesAUseThatTheOwnerForbidsAndNamesIt() throws Exception {
    analyst.ask(
        context(id),
        subQuery("SELECT SUM(\"tip\") FROM \"trips\"", new Slot(Slot.Kind.VALUE, 0, 0, 0, 64)));

    var refusal = analyst.refusal(id);

    assertThat(refusal.code()).isEqualTo(ErrorCode.USE_FORBIDDEN);
    assertThat(refusal.fact()).contains("north", "tip", "aggregate");
    assertThat(analyst.out()).isEmpty();
    assertThat(node.statistics().refused()).isEqualTo(1);
  }

  @Test
  void overlooksWhatNobodySignedForItAndRefusesWhatAnotherSigned() throws Exception {
    QueryId forged = QueryId.random(LoneAnalyst.RANDOM);
    QueryId garbage = QueryId.random(LoneAnalyst.RANDOM);
    QueryId moved = QueryId.random(LoneAnalyst.RANDOM);
    analyst.put(garbage, new byte[] {1, 2, 3});
    byte[] signedByAnother =
        analyst.ask(context(forged), subQuery(COUNT_ALL, COUNT), LoneAnalyst.SOUTH_KEYS);
    SubQuery asked = subQuery(COUNT_ALL, COUNT);
    byte[] genuine = analyst.ask(context(id), asked);
    analyst.put(moved, genuine);

    assertThat(analyst.answer(context(id), asked)).containsEntry("[]", numbers(1, 0, 8));
    assertThat(signedByAnother).isNotEmpty();
    await(() -> analyst.board(forged).contains(PipeNames.refusal(forged.value())));
    assertThat(analyst.board(garbage)).isEmpty();
    assertThat(analyst.board(moved)).isEmpty();
    assertThat(analyst.out()).hasSize(1);
  }

  @Test
  void answersNoQueryTwiceNotEvenAfterARestart() throws Exception {
    SubQuery asked = subQuery(COUNT_ALL, COUNT);
    byte[] object = analyst.ask(context(id), asked);
    analyst.answer(context(id), asked);
    analyst.withdraw(id);
    await(() -> analyst.out().isEmpty() && analyst.board(id).isEmpty());
    node.close();
    analyst.put(id, object);

    node = Node.start(settings(), pipe);

    assertThat(analyst.refusal(id).code()).isEqualTo(ErrorCode.NODE_FAILED);
    assertThat(analyst.out()).isEmpty();
  }

  @Test
  void clearsAwayWhatAnEarlierProcessLeft() throws Exception {
    SubQuery asked = subQuery(COUNT_ALL, COUNT);
    analyst.ask(context(id), asked);
    analyst.answer(context(id), asked);
    node.close();
    analyst.withdraw(id);

    node = Node.start(settings(), pipe);

    await(() -> analyst.out().isEmpty() && analyst.board(id).isEmpty());
  }

  @Test
  void outlivesAPipeThatIsCut() throws Exception {
    await(() -> analyst.catalog().isPresent());
    pipe.cut("a test");
    Thread.sleep(100); // nothing can be waited for: the pipe is what would tell
    pipe.mend();
    SubQuery asked = subQuery(COUNT_ALL, COUNT);
    analyst.ask(context(id), asked);

    assertThat(analyst.answer(context(id), asked)).containsEntry("[]", numbers(1, 0, 8));
  }

  @Test
  void countsQuestionsAndStopsAtTheOwnersLimit() throws Exception {
    for (int i = 0; i < 4; i++) {
      QueryId each = QueryId.random(LoneAnalyst.RANDOM);
      SubQuery asked = subQuery(COUNT_ALL, COUNT);
      analyst.ask(context(each), asked);
      analyst.answer(context(each), asked);
    }
    analyst.ask(context(id), subQuery(COUNT_ALL, COUNT));

    assertThat(analyst.refusal(id).code()).isEqualTo(ErrorCode.QUESTIONS_USED_UP);
  }

  @Test
  void refusesParticipantsThatAreNotMembers() throws Exception {
    analyst.ask(context(id), subQuery(COUNT_ALL, List.of(NORTH, new NodeId("phantom")), COUNT));

    assertThat(analyst.refusal(id).code()).isEqualTo(ErrorCode.PEER_REFUSED);
  }

  @Test
  void refusesFewerOwnersThanTheOwnerDemands() throws Exception {
    rewritePolicy(POLICY.replace("minOwners: 1", "minOwners: 2"));
    analyst.ask(context(id), subQuery(COUNT_ALL, COUNT));

    assertThat(analyst.refusal(id).code()).isEqualTo(ErrorCode.TOO_FEW_OWNERS);

    QueryId both = QueryId.random(LoneAnalyst.RANDOM);
    SubQuery asked = subQuery(COUNT_ALL, List.of(NORTH, SOUTH), COUNT);
    analyst.ask(context(both), asked);
    assertThat(analyst.answer(context(both), asked)).containsEntry("[]", numbers(1, 0, 8));
  }

  @Test
  void refusesWhatHasExpiredAndAnotherPaillierKey() throws Exception {
    Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));
    analyst.ask(context(id, anHourAgo, Duration.ofMinutes(1)), subQuery(COUNT_ALL, COUNT));
    assertThat(analyst.refusal(id).fact()).contains("expired");

    QueryId other = QueryId.random(LoneAnalyst.RANDOM);
    analyst.ask(
        context(other),
        new SubQuery(
            COUNT_ALL,
            List.of(NORTH),
            List.of(COUNT),
            "0".repeat(64),
            QuerySecret.random(LoneAnalyst.RANDOM)));
    assertThat(analyst.refusal(other).fact()).contains("Paillier");
  }

  @Test
  void refusesAValueThatDoesNotFitItsSlot() throws Exception {
    analyst.ask(
        context(id),
        subQuery("SELECT SUM(\"fare\") FROM \"trips\"", new Slot(Slot.Kind.VALUE, 0, 0, 2, 20)));

    var refusal = analyst.refusal(id);

    assertThat(refusal.code()).isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(refusal.fact()).contains("SUM(\"fare\")");
  }

  @Test
  void publishesANewCatalogWhenThePolicyChanges() throws Exception {
    await(() -> analyst.catalog().isPresent());
    long before = analyst.catalog().orElseThrow().sequence();
    assertThat(analyst.catalog().orElseThrow().tables().get(0).columns()).hasSize(3);

    rewritePolicy(POLICY.replace("      tip: [reveal]\n", ""));

    var after = analyst.catalog().orElseThrow();
    assertThat(after.sequence()).isGreaterThan(before);
    assertThat(after.tables().get(0).columns()).hasSize(2);
  }

  @Test
  void tellsWhatIsWrongBeforeItStarts() throws Exception {
    Files.writeString(folder.resolve("policy.yaml"), POLICY.replace("zone:", "zoo:"));

    assertThatThrownBy(() -> Node.check(settings()))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("no column trips.zoo");
  }

  @Test
  void twoNodesNeverShareAState() {
    assertThatThrownBy(() -> Node.start(settings(), new InMemoryPipe()))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("another process uses it");
  }

  private void rewritePolicy(String policy) throws Exception {
    await(() -> analyst.catalog().isPresent());
    long before = analyst.catalog().orElseThrow().sequence();
    Path file = folder.resolve("policy.yaml");
    Files.writeString(file, policy);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    await(() -> analyst.catalog().orElseThrow().sequence() > before);
  }

  private void start(Dialect dialect) throws Exception {
    database = RealDatabases.fill(dialect, TRIPS);
    node = Node.start(settings(), pipe);
  }

  @Test
  void aManifestOfAnotherFounderThanThePinnedOneIsRefused() throws Exception {
    database = RealDatabases.fill(Dialect.H2, TRIPS);

    assertThatThrownBy(
            () -> Node.start(settings(Optional.of("0".repeat(64)), Limits.DEFAULT), pipe))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("another founder than the one that is pinned");
  }

  private List<Path> scratch() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("state/scratch"))) {
      return files.toList();
    }
  }

  private NodeSettings settings() {
    return settings(Optional.empty(), Limits.DEFAULT);
  }

  private NodeSettings settings(Limits limits) {
    return settings(Optional.empty(), limits);
  }

  private NodeSettings settings(Optional<String> founder, Limits limits) {
    PipeSettings nowhere =
        PipeSettings.of(URI.create("http://127.0.0.1:1"), new S3Credentials("north", "secret"));
    return new NodeSettings(
        NORTH,
        LoneAnalyst.FEDERATION,
        database,
        nowhere,
        folder.resolve("north.keys"),
        List.of(),
        folder.resolve("city.manifest"),
        founder,
        folder.resolve("policy.yaml"),
        folder.resolve("state"),
        limits,
        new Polling(Duration.ofMillis(5), Duration.ofMillis(20)));
  }

  private static List<BigInteger> numbers(long... values) {
    return java.util.Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
  }
}
