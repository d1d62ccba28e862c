// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import static dev.parley.gateway.party.Parties.EAST;
import static dev.parley.gateway.party.Parties.NAMES;
import static dev.parley.gateway.party.Parties.NORTH;
import static dev.parley.gateway.party.Parties.WEST;
import static dev.parley.gateway.query.Questions.ward;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import dev.parley.gateway.members.Federation;
import dev.parley.gateway.party.Parties;
import dev.parley.gateway.query.MergedObject.Part;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions that can do without some nodes. */
class MinNodesTest {
  private static final Quorum TWO = new Quorum(OptionalInt.of(2), 1);
  private static final Map<NodeId, String> WARDS = Map.of(EAST, "a", NORTH, "a", WEST, "b");

  private final NodesBehindPipe pipe = new NodesBehindPipe();
  private final QueryTrace trace = new QueryTrace();
  private SecureQuestion question = Questions.total(EAST, NORTH, WEST);
  private List<NodeId> dropped = List.of();
  private List<NodeId> named = List.of();
  private boolean lying;
  private TinyActionHost cloud;
  private Federation federation;
  private SecureQueries queries;

  @BeforeEach
  void start() throws Exception {
    cloud = new TinyActionHost(this::merge);
    federation = Parties.watchAllAlive(pipe);
    queries = new SecureQueries(federation, pipe, new QueryLimits(cloud.settings(), 100));
  }

  @AfterEach
  void stop() {
    queries.close();
    federation.close();
    cloud.close();
  }

  /** Merges what honest nodes would report, of those that are named and that it does not drop. */
  private void merge(com.sun.net.httpserver.HttpExchange exchange, String body) throws IOException {
    JsonArray nodes = JsonParser.parseString(body).getAsJsonObject().getAsJsonArray("nodes");
    named =
        StreamSupport.stream(nodes.spliterator(), false)
            .map(node -> new NodeId(node.getAsString()))
            .toList();
    List<NodeId> merged = new ArrayList<>(named);
    merged.removeAll(dropped);
    SubQueryMessage message = pipe.askedOf(merged.get(0));
    MergedObject object = merged(message, merged);
    object.contributors = (lying ? named : merged).stream().map(NodeId::value).toList();
    try {
      pipe.memory.put(
          NAMES.merged(Parties.ANALYST.value()),
          PipeNames.answer(message.context().queryId().value()),
          object.toBytes());
    } catch (PipeException e) {
      throw new IOException(e);
    }
    TinyActionHost.answer(200, "{\"query\":\"00\",\"millis\":42}").run(exchange, body);
  }

  private MergedObject merged(SubQueryMessage message, List<NodeId> nodes) {
    Asked asked =
        new Asked(
            message.context().queryId(),
            message.context().principal(),
            Parties.asking(),
            question.to(message.subQuery().participants()),
            message.subQuery().secret(),
            message.bodyDigest(),
            message.context().expiry(),
            Questions.NO_TICKET);
    List<Part> parts = nodes.stream().map(this::part).toList();
    return MergedObject.of(asked, parts, nodes);
  }

  private Part part(NodeId node) {
    return Part.of(node, question.isOneGroup() ? Questions.ALL : ward(WARDS.get(node)), 10, 5, 1);
  }

  @Test
  void doesNotAskWhoIsOfflineAtTheStart() throws PipeException {
    goOffline(WEST);

    OpenedAnswer answer = run(TWO, 20_000);

    assertThat(answer.groups().get(0).sums()).startsWith(BigInteger.valueOf(20));
    assertThat(answer.nodes()).containsExactly(EAST, NORTH);
    assertThat(answer.absences()).hasSize(1);
    assertThat(answer.absences().get(0).node()).isEqualTo(WEST);
    assertThat(answer.absences().get(0).why()).startsWith("is offline: last seen ");
    assertThat(pipe.received).containsOnlyKeys(EAST, NORTH);
    assertThat(pipe.askedOf(EAST).subQuery().participants()).containsExactly(EAST, NORTH);
    assertThat(trace.nodesAsked()).containsExactly(EAST, NORTH);
    assertThat(trace.nodesIn()).containsExactly(EAST, NORTH);
    assertThat(states()).containsExactly("answered", "answered", "left out");
  }

  @Test
  void goesOnWithoutOneThatIsSilentAndLeavesTimeToMerge() {
    question = Questions.byWard(EAST, NORTH, WEST);
    pipe.silent.add(WEST);
    long begun = System.nanoTime();

    OpenedAnswer answer = run(TWO, 2_000);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    assertThat(named).containsExactly(EAST, NORTH);
    assertThat(answer.groups()).extracting(g -> g.key().values().get(0)).containsExactly("a");
    assertThat(answer.absences().get(0).why()).matches("did not answer within 1[5-9]\\d\\d ms");
    assertThat(pipe.askedOf(EAST).subQuery().participants()).containsExactly(EAST, NORTH, WEST);
    assertThat(states()).containsExactly("answered", "answered", "missing");
    assertThat(trace.steps().values().stream().toList().get(2).after().toMillis())
        .isBetween(1_500L, 2_000L);
  }

  @Test
  void goesOnAtOnceWithoutOneThatVanishes() throws PipeException {
    pipe.silent.add(WEST);
    Parties.giveSign(
        pipe, Parties.heartbeat(WEST, Instant.now().plusSeconds(1), Duration.ofMillis(100)), WEST);
    federation.refresh();

    OpenedAnswer answer = run(TWO, 60_000);

    assertThat(answer.nodes()).containsExactly(EAST, NORTH);
    assertThat(answer.absences().get(0).why()).startsWith("is offline");
    assertThat(states().get(2)).isIn("missing", "left out");
  }

  @Test
  void waitsForAllThatAreAliveThoughFewerWereEnough() {
    assertThat(run(new Quorum(OptionalInt.of(1), 1), 20_000).nodes())
        .containsExactly(EAST, NORTH, WEST);
  }

  @Test
  void failsWhenFewerAreLeftThanTheSessionWants() throws PipeException {
    goOffline(WEST);
    goOffline(NORTH);

    ParleyException e = failure(TWO, 20_000);

    assertThat(e.code()).isEqualTo(ErrorCode.NODE_MISSING);
    assertThat(e.fact()).contains("Node 'north' is offline").contains("; node 'west' is offline");
    assertThat(e.hint())
        .isEqualTo("Ask the owner to start the node, or set minNodes to 1 or less.");
    assertThat(pipe.received).isEmpty();
  }

  @Test
  void failsAtTheEndOfTheTimeWhenTooManyAreSilent() {
    pipe.silent.add(WEST);
    pipe.silent.add(NORTH);

    ParleyException e = failure(TWO, 300);

    assertThat(e.code()).isEqualTo(ErrorCode.NODE_MISSING);
    assertThat(e.fact()).contains("'north' did not answer").contains("'west' did not answer");
    assertThat(states()).containsExactly("answered", "missing", "missing");
    assertThat(cloud.requests).isEmpty();
  }

  @Test
  void failsWhenFewerAreLeftThanAnOwnerDemands() throws PipeException {
    goOffline(WEST);

    ParleyException e = failure(new Quorum(OptionalInt.of(1), 3), 20_000);

    assertThat(e.code()).isEqualTo(ErrorCode.TOO_FEW_OWNERS);
    assertThat(e.fact()).contains("only 2 are left where one demands at least 3");
    assertThat(pipe.received).isEmpty();
  }

  @Test
  void doesNotAskAgainWhoWasMissingBefore() {
    Absence before = new Absence(WEST, "did not answer within 15000 ms");
    Terms terms = new Terms(Parties.ADA, TWO, List.of(before), after(20_000), trace);

    assertThat(queries.run(question, terms).nodes()).containsExactly(EAST, NORTH);
    assertThat(pipe.received).containsOnlyKeys(EAST, NORTH);
  }

  @Test
  void findsOutACloudThatDropsOneMore() {
    pipe.silent.add(WEST);
    dropped = List.of(NORTH);

    assertThat(failure(TWO, 2_000).code()).isEqualTo(ErrorCode.ANSWER_FORGED);
  }

  @Test
  void findsOutACloudThatDropsOneMoreAndDeniesIt() {
    question = Questions.byWard(EAST, NORTH, WEST);
    pipe.silent.add(WEST);
    dropped = List.of(NORTH);
    lying = true;

    ParleyException e = failure(TWO, 2_000);

    assertThat(e.code()).isEqualTo(ErrorCode.ANSWER_FORGED);
    assertThat(e.fact()).contains("its trailer does not fit its groups and nodes");
  }

  private void goOffline(NodeId node) throws PipeException {
    Parties.giveSign(
        pipe, Parties.heartbeat(node, Instant.now().plusSeconds(1), Duration.ofMillis(1)), node);
    federation.refresh();
    Instant deadline = Instant.now().plusSeconds(10);
    while (federation.isOnline(node)) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.onSpinWait();
    }
  }

  private List<String> states() {
    return trace.steps().values().stream().map(step -> step.state().word()).toList();
  }

  private OpenedAnswer run(Quorum quorum, long millis) {
    return queries.run(question, new Terms(Parties.ADA, quorum, List.of(), after(millis), trace));
  }

  private ParleyException failure(Quorum quorum, long millis) {
    return catchThrowableOfType(ParleyException.class, () -> run(quorum, millis));
  }

  private static Cancellation after(long millis) {
    return Cancellation.after(Duration.ofMillis(millis));
  }
}
