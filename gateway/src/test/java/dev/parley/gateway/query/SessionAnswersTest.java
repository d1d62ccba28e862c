// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import static dev.parley.gateway.party.Parties.EAST;
import static dev.parley.gateway.party.Parties.NAMES;
import static dev.parley.gateway.party.Parties.NORTH;
import static dev.parley.gateway.party.Parties.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import dev.parley.crypto.password.PasswordHash;
import dev.parley.gateway.config.UserRegister;
import dev.parley.gateway.config.Users;
import dev.parley.gateway.jdbc.QueryResult;
import dev.parley.gateway.jdbc.RunLimits;
import dev.parley.gateway.jdbc.UserSession;
import dev.parley.gateway.members.Federation;
import dev.parley.gateway.party.Parties;
import dev.parley.gateway.query.MergedObject.Part;
import dev.parley.gateway.session.QueryServices;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.Slot;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole statements of a session, over nodes and a cloud that are honest. */
class SessionAnswersTest {
  private static final NodesBehindPipe pipe = new NodesBehindPipe();
  private static final List<NodeId> withholding = new ArrayList<>();
  private static final PasswordHash ONE_FOR_ALL = PasswordHash.of("a", new SecureRandom());
  private static final Users USERS =
      Users.of(
          IntStream.range(0, 100)
              .mapToObj(i -> "user" + i)
              .collect(Collectors.toMap(user -> user, user -> List.of(ONE_FOR_ALL))));
  private static final AtomicInteger logins = new AtomicInteger();
  private static TinyActionHost cloud;
  private static Federation federation;
  private static QueryServices services;
  private UserSession session;

  @BeforeAll
  static void start() throws Exception {
    cloud = new TinyActionHost(SessionAnswersTest::merge);
    for (NodeId node : List.of(EAST, NORTH, WEST)) {
      Parties.publish(pipe, node, Parties.message(Parties.catalog(node, 1)));
    }
    federation = Parties.watchAllAlive(pipe);
    services =
        new QueryServices(
            federation,
            new SecureQueries(federation, pipe, new QueryLimits(cloud.settings(), 100)),
            UserRegister.of(USERS),
            Duration.ofSeconds(20));
  }

  /** A user of its own for each test, so that each has a history of its own. */
  @BeforeEach
  void login() throws PipeException {
    int login = logins.getAndIncrement();
    sign(WEST, login * 10 + 5, Duration.ofMinutes(5));
    session = services.login("user" + login, "a", Map.of("timeout", "3s"));
    pipe.silent.clear();
    withholding.clear();
  }

  @AfterAll
  static void stop() {
    services.close();
    cloud.close();
  }

  /** Each node has five rows; they stayed for two days in all. */
  private static void merge(HttpExchange exchange, String body) throws IOException {
    List<NodeId> nodes = new ArrayList<>();
    for (JsonElement node :
        JsonParser.parseString(body).getAsJsonObject().getAsJsonArray("nodes")) {
      nodes.add(new NodeId(node.getAsString()));
    }
    SubQueryMessage message = pipe.askedOf(nodes.get(0));
    MergedObject merged = merged(message, nodes);
    merged.contributors = nodes.stream().map(NodeId::value).toList();
    try {
      pipe.memory.put(
          NAMES.merged(Parties.ANALYST.value()),
          PipeNames.answer(message.context().queryId().value()),
          merged.toBytes());
    } catch (PipeException e) {
      throw new IOException(e);
    }
    TinyActionHost.answer(200, "{\"query\":\"00\",\"millis\":42}").run(exchange, body);
  }

  private static MergedObject merged(SubQueryMessage message, List<NodeId> nodes) {
    boolean grouped = message.subQuery().sql().contains("GROUP BY");
    SecureQuestion shape =
        new SecureQuestion(
            message.subQuery().participants(),
            Questions.total(EAST).query(),
            message.subQuery().slots());
    Asked asked =
        new Asked(
            message.context().queryId(),
            message.context().principal(),
            Parties.asking(),
            shape,
            message.subQuery().secret(),
            message.bodyDigest(),
            message.context().expiry(),
            Questions.NO_TICKET);
    List<Part> parts = new ArrayList<>();
    for (NodeId node : nodes) {
      List<Slot> slots = shape.slots();
      long[] values = Arrays.copyOf(new long[] {5, 2}, slots.size());
      for (int i = 0; i < values.length; i++) {
        values[i] = slots.get(i).kind() == Slot.Kind.PRESENCE ? 1 : values[i];
      }
      GroupKey key = grouped ? Questions.ward(BigDecimal.ONE) : Questions.ALL;
      Part part = Part.of(node, key, values);
      parts.add(withholding.contains(node) ? part.withheld() : part);
    }
    return MergedObject.of(asked, parts, nodes);
  }

  @Test
  void allNodesAreInAndThereIsNothingToWarnOf() {
    QueryResult result = run("SELECT SECURE COUNT(*), SECURE SUM(stay) FROM visits");

    assertThat(result.rows().next()).containsExactly(15L, new BigDecimal("6"));
    assertThat(result.nodes()).containsExactly(EAST, NORTH, WEST);
    assertThat(result.warnings()).isEmpty();
    assertThat(shown("SELECT node, state FROM parley.query_nodes ORDER BY node"))
        .containsExactly("east answered", "north answered", "west answered");
  }

  @Test
  void aSessionThatCanDoWithoutANodeIsToldWhichIsMissing() {
    pipe.silent.add(WEST);
    QueryResult unused = run("SET minNodes = 2");

    QueryResult result = run("SELECT SECURE COUNT(*) FROM visits");

    assertThat(result.rows().next()).containsExactly(10L);
    assertThat(result.nodes()).containsExactly(EAST, NORTH);
    assertThat(result.warnings()).hasSize(1);
    assertThat(result.warnings().get(0))
        .matches("Node 'west' is not in this answer: it did not answer within 2\\d\\d\\d ms");
    assertThat(shown("SELECT state, nodes_asked, nodes_in FROM parley.queries LIMIT 1"))
        .containsExactly("finished east, north, west east, north");
    assertThat(shown("SELECT state FROM parley.query_nodes WHERE node = 'west'"))
        .containsExactly("missing");
    assertThat(
            shown(
                "SELECT q.node FROM parley.query_nodes AS q"
                    + " WHERE q.elapsed_ms - (q.elapsed_ms / 100) * 100 <> 0"))
        .isEmpty();
  }

  @Test
  void severalQuestionsOfAStatementAreAskedEachAndWarnedOfOnce() throws PipeException {
    goOffline(WEST);
    QueryResult unused = run("SET minNodes = 2");

    QueryResult result =
        run(
            "SELECT a.c, b.s FROM (SELECT SECURE COUNT(*) AS c FROM visits) AS a,"
                + " (SELECT SECURE SUM(stay) AS s FROM visits) AS b");

    assertThat(result.rows().next()).containsExactly(10L, new BigDecimal("10"));
    assertThat(result.nodes()).containsExactly(EAST, NORTH);
    assertThat(result.warnings()).hasSize(1);
    assertThat(shown("SELECT nodes_asked, state FROM parley.queries LIMIT 2"))
        .containsExactly("east, north finished", "east, north finished");
    assertThat(shown("SELECT state FROM parley.query_nodes WHERE node = 'west'"))
        .containsExactly("left out", "left out");
  }

  @Test
  void theAnswerOfASubqueryBecomesAConstantOfTheNextQuestion() {
    QueryResult result =
        run(
            "SELECT SECURE COUNT(*) FROM visits"
                + " WHERE stay < (SELECT SECURE SUM(stay) FROM visits)");

    assertThat(result.rows().next()).containsExactly(15L);
    assertThat(pipe.askedOf(EAST).subQuery().sql()).contains("< 15");
    assertThat(shown("SELECT state FROM parley.queries LIMIT 2"))
        .containsExactly("finished", "finished");
  }

  @Test
  void aTimeoutIsThatOfTheSessionAtTheTimeOfTheRun() {
    pipe.silent.add(WEST);
    QueryResult unused = run("SET timeout = '300ms'");

    ParleyException e =
        catchThrowableOfType(
            ParleyException.class, () -> run("SELECT SECURE COUNT(*) FROM visits"));

    assertThat(e.code()).isEqualTo(ErrorCode.NODE_MISSING);
    assertThat(e.fact()).matches("Node 'west' did not answer within [34]\\d\\d ms");
  }

  @Test
  void aGroupThatIsWithheldIsLeftOutWithAWarning() {
    withholding.add(NORTH);

    QueryResult result = run("SELECT stay, SECURE COUNT(*) FROM visits GROUP BY stay");

    assertThat(result.rows().hasNext()).isFalse();
    assertThat(result.warnings())
        .containsExactly("1 group is left out, for an owner has too few rows of it");
  }

  @Test
  void aTotalThatIsWithheldIsAnError() {
    withholding.add(NORTH);

    ParleyException e =
        catchThrowableOfType(
            ParleyException.class, () -> run("SELECT SECURE COUNT(*) FROM visits"));

    assertThat(e.code()).isEqualTo(ErrorCode.TOO_FEW_ROWS);
    assertThat(shown("SELECT state FROM parley.queries LIMIT 1")).containsExactly("failed");
  }

  private static void goOffline(NodeId node) throws PipeException {
    sign(node, logins.get() * 10, Duration.ofMillis(1));
    Instant deadline = Instant.now().plusSeconds(10);
    while (federation.isOnline(node)) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.onSpinWait();
    }
  }

  /** Gives a sign of life that is newer than all of earlier tests. */
  private static void sign(NodeId node, int secondsAhead, Duration next) throws PipeException {
    Instant at = Instant.now().plusSeconds(secondsAhead);
    Parties.giveSign(pipe, Parties.heartbeat(node, at, next), node);
    federation.refresh();
  }

  private QueryResult run(String sql) {
    return session
        .prepare(sql)
        .run(List.of(), new RunLimits(OptionalLong.empty(), Duration.ofSeconds(20), () -> false));
  }

  private List<String> shown(String sql) {
    List<String> shown = new ArrayList<>();
    run(sql)
        .rows()
        .forEachRemaining(
            row -> shown.add(String.join(" ", Arrays.stream(row).map(String::valueOf).toList())));
    return shown;
  }
}
