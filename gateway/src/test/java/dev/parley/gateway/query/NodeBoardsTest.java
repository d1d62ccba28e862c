// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import static dev.parley.gateway.party.Parties.EAST;
import static dev.parley.gateway.party.Parties.NAMES;
import static dev.parley.gateway.party.Parties.NORTH;
import static dev.parley.gateway.party.Parties.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.members.Federation;
import dev.parley.gateway.party.Parties;
import dev.parley.keys.Envelope;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.memory.InMemoryPipe;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.RefusalMessage;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PipeNames;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeBoardsTest {
  private final InMemoryPipe pipe = new InMemoryPipe();
  private final Asked asked = Questions.asked(Questions.total(EAST, NORTH, WEST));
  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService listeners = Executors.newCachedThreadPool();
  private Federation federation;
  private NodeBoards boards;

  @BeforeEach
  void watch() throws PipeException {
    federation = Parties.watchAllAlive(pipe);
    boards = new NodeBoards(federation, pipe, listeners);
  }

  @AfterEach
  void close() {
    later.shutdownNow();
    listeners.shutdownNow();
    federation.close();
  }

  @Test
  void returnsWhenTheLastNodeIsDone() throws Exception {
    done(EAST);
    done(WEST);
    var unused =
        later.schedule(
            () -> {
              done(NORTH);
              return null;
            },
            50,
            TimeUnit.MILLISECONDS);

    Attendance attendance = attendance(Quorum.ALL);
    boards.await(asked, attendance, after(10_000));

    assertThat(attendance.answered()).containsExactly(EAST, NORTH, WEST);
  }

  @Test
  void passesOnANodesOwnRefusal() throws PipeException {
    done(EAST);
    refuse(refusal(ErrorCode.USE_FORBIDDEN), NORTH);

    ParleyException e = failure(after(10_000));

    assertThat(e.code()).isEqualTo(ErrorCode.USE_FORBIDDEN);
    assertThat(e.toLine())
        .isEqualTo("42501 P0004 Node 'north' refused: No use of 'stay' | Ask the owner.");
  }

  @Test
  void aNodeThatWasStoppedWhileItAnsweredIsMissing() throws PipeException {
    done(EAST);
    done(WEST);
    refuse(refusal(ErrorCode.NODE_MISSING), NORTH);

    assertThat(failure(after(10_000)).toLine())
        .isEqualTo(
            "P0201 P0201 Node 'north' was stopped while it answered"
                + " | Wait until the node is back, then run the query again.");
    Attendance attendance = attendance(new Quorum(OptionalInt.of(2), 1));
    boards.await(asked, attendance, after(10_000));
    assertThat(attendance.answered()).containsExactly(EAST, WEST);
    assertThat(attendance.absences()).extracting(Absence::node).containsExactly(NORTH);
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"WRONG_PASSWORD", "CONNECTION_LOST", "ANSWER_FORGED", "CANCELLED", "INTERNAL"})
  void doesNotLetANodeSpeakOfWhatIsNotItsOwn(ErrorCode claimed) throws PipeException {
    refuse(refusal(claimed), NORTH);

    assertThat(failure(after(10_000)).code()).isEqualTo(ErrorCode.NODE_FAILED);
  }

  @Test
  void doesNotBelieveARefusalThatAnotherNodeSigned() throws PipeException {
    refuse(refusal(ErrorCode.USE_FORBIDDEN), WEST);

    assertNotTheNodesOwn();
  }

  @Test
  void doesNotBelieveARefusalOfAnotherQueryNodeFederationOrForAnotherAnalyst()
      throws PipeException {
    RefusalMessage own = refusal(ErrorCode.USE_FORBIDDEN);
    QueryId other = QueryId.random(Parties.RANDOM);

    refuse(altered(own.federation(), NORTH, own.recipient(), other), NORTH);
    assertNotTheNodesOwn();
    refuse(altered(own.federation(), WEST, own.recipient(), own.queryId()), NORTH);
    assertNotTheNodesOwn();
    refuse(altered(new FederationId("w"), NORTH, own.recipient(), own.queryId()), NORTH);
    assertNotTheNodesOwn();
    refuse(altered(own.federation(), NORTH, new AnalystId("rival"), own.queryId()), NORTH);
    assertNotTheNodesOwn();
  }

  @Test
  void doesNotBelieveWhatIsNoRefusalAtAll() throws PipeException {
    pipe.put(board(NORTH), refusalKey(), new byte[0]);

    assertNotTheNodesOwn();
  }

  @Test
  void whatANodeSaysToAnotherAnalystUnderTheSameIdIsNothingToThisOne() throws PipeException {
    AnalystId rival = new AnalystId("rival");
    for (NodeId node : asked.question().participants()) {
      done(node, rival);
    }
    String refusal = PipeNames.refusal(rival.value(), asked.queryId().value());
    pipe.put(board(NORTH), refusal, new byte[0]);

    assertThat(failure(after(60)).code()).isEqualTo(ErrorCode.NODE_MISSING);
  }

  @Test
  void namesTheNodesThatDoNotAnswerInTime() throws PipeException {
    done(EAST);

    ParleyException e = failure(after(60));

    assertThat(e.code()).isEqualTo(ErrorCode.NODE_MISSING);
    assertThat(e.fact())
        .matches(
            "Node 'north' did not answer within \\d+ ms; node 'west' did not answer within \\d+ ms");
    assertThat(e.hint()).isEqualTo("Ask the owner to start the node, then run the query again.");
  }

  @Test
  void namesANodeThatGoesOfflineWithoutWaitingForTheDeadline() throws PipeException {
    done(EAST);
    done(WEST);
    Parties.giveSign(
        pipe, Parties.heartbeat(NORTH, Instant.now().plusSeconds(1), Duration.ofMillis(1)), NORTH);
    federation.refresh();

    ParleyException e = failure(after(20_000));

    assertThat(e.code()).isEqualTo(ErrorCode.NODE_MISSING);
    assertThat(e.fact()).startsWith("Node 'north' is offline: last seen ");
  }

  @Test
  void blamesThePipeAndNotTheNodesWhenBoardsCannotBeRead() throws PipeException {
    for (NodeId node : asked.question().participants()) {
      Parties.giveSign(
          pipe, Parties.heartbeat(node, Instant.now().plusSeconds(1), Duration.ofMillis(1)), node);
    }
    federation.refresh();
    pipe.cut("unplugged");
    federation.refresh();

    ParleyException e =
        catchThrowableOfType(
            ParleyException.class,
            () -> {
              while (true) {
                boards.leaveOutOffline(attendance(Quorum.ALL));
              }
            });

    assertThat(e.code()).isEqualTo(ErrorCode.PIPE_FAILED);
  }

  @Test
  void endsAtOnceWhenItIsCancelled() {
    Cancellation cancellation = after(20_000);
    var unused = later.schedule(cancellation::cancel, 50, TimeUnit.MILLISECONDS);
    long begun = System.nanoTime();

    assertThat(failure(cancellation).code()).isEqualTo(ErrorCode.CANCELLED);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void passesOnThatThePipeFails() {
    pipe.cut("unplugged");

    assertThat(
            catchThrowableOfType(
                    PipeException.class,
                    () -> boards.await(asked, attendance(Quorum.ALL), after(10_000)))
                .kind())
        .isEqualTo(PipeException.Kind.UNREACHABLE);
  }

  private void assertNotTheNodesOwn() {
    ParleyException e = failure(after(10_000));
    assertThat(e.code()).isEqualTo(ErrorCode.PEER_REFUSED);
    assertThat(e.fact())
        .isEqualTo("On the board of node 'north' lies a refusal that the node did not make");
  }

  private ParleyException failure(Cancellation cancellation) {
    return catchThrowableOfType(
        ParleyException.class, () -> boards.await(asked, attendance(Quorum.ALL), cancellation));
  }

  private Attendance attendance(Quorum quorum) {
    Attendance attendance =
        new Attendance(asked.question().participants(), quorum, new QueryTrace());
    attendance.asked();
    return attendance;
  }

  private void done(NodeId node) throws PipeException {
    done(node, Parties.ANALYST);
  }

  private void done(NodeId node, AnalystId analyst) throws PipeException {
    String key = PipeNames.done(analyst.value(), asked.queryId().value());
    pipe.put(board(node), key, new byte[0]);
  }

  private RefusalMessage refusal(ErrorCode code) {
    return new RefusalMessage(
        Parties.FEDERATION,
        NORTH,
        Parties.ANALYST,
        asked.queryId(),
        code,
        "No use of 'stay'",
        "Ask the owner.");
  }

  private static RefusalMessage altered(
      FederationId federation, NodeId node, AnalystId recipient, QueryId query) {
    return new RefusalMessage(
        federation, node, recipient, query, ErrorCode.USE_FORBIDDEN, "No", "Ask.");
  }

  /** Puts a refusal on the board of north. */
  private void refuse(RefusalMessage message, NodeId signer) throws PipeException {
    byte[] sealed =
        Envelope.seal(
            ObjectKind.REFUSAL,
            new Envelope.Sender(signer.value(), Parties.keys(signer)),
            Parties.ANALYST_KEYS.sealing().publicKey(),
            message.encode());
    pipe.replace(board(NORTH), refusalKey(), sealed);
  }

  private String refusalKey() {
    return PipeNames.refusal(Parties.ANALYST.value(), asked.queryId().value());
  }

  private static String board(NodeId node) {
    return NAMES.board(node.value());
  }

  private static Cancellation after(long millis) {
    return Cancellation.after(Duration.ofMillis(millis));
  }
}
