// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static dev.parley.node.LoneAnalyst.NORTH;
import static dev.parley.node.LoneAnalyst.SOUTH;
import static dev.parley.node.LoneAnalyst.await;
import static dev.parley.node.LoneAnalyst.context;
import static dev.parley.node.LoneAnalyst.subQuery;
import static dev.parley.node.LoneNode.COUNT;
import static dev.parley.node.LoneNode.COUNT_ALL;
import static dev.parley.node.LoneNode.POLICY;
import static dev.parley.node.LoneNode.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.config.Limits;
import dev.parley.pipe.memory.InMemoryPipe;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SubQuery;
import dev.parley.wire.PipeNames;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a node does not answer. */
class NodeRefusalTest {
  @RegisterExtension final LoneNode bench = LoneNode.with(LoneNode.POLICY);
  private final LoneAnalyst analyst = bench.analyst;
  private final QueryId id = QueryId.random(LoneAnalyst.RANDOM);

  @Test
  void revealsNoMoreRowsThanItsLimitAndNoneThatMayNotBe() throws Exception {
    bench.restart(new Limits(Duration.ofSeconds(60), 7, 10));
    QueryId forbidden = QueryId.random(LoneAnalyst.RANDOM);
    analyst.ask(context(id), subQuery("SELECT \"tip\" FROM \"trips\""));
    analyst.ask(context(forbidden), subQuery("SELECT \"fare\" FROM \"trips\""));

    assertThat(analyst.refusal(id).fact()).contains("7 rows");
    assertThat(analyst.refusal(forbidden).code()).isEqualTo(ErrorCode.USE_FORBIDDEN);
    assertThat(analyst.out()).isEmpty();
    await(() -> bench.scratch().isEmpty());
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
    assertThat(bench.node().statistics().refused()).isEqualTo(1);
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
    String refusal = PipeNames.refusal(LoneAnalyst.ANALYST.value(), forged.value());
    await(() -> analyst.board(forged).contains(refusal));
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
    bench.close();
    analyst.put(id, object);

    bench.restart(Limits.DEFAULT);

    assertThat(analyst.refusal(id).code()).isEqualTo(ErrorCode.NODE_MISSING);
    assertThat(analyst.out()).isEmpty();
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
    bench.rewrite(POLICY.replace("minOwners: 1", "minOwners: 2"));
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
  void doesNotTellByASlotThatIsTooNarrowHowLargeItsSumIs() throws Exception {
    String sum = "SELECT SUM(\"fare\") FROM \"trips\"";
    Slot present = new Slot(Slot.Kind.PRESENCE, 0, 0, 0, 32);
    QueryId wider = QueryId.random(LoneAnalyst.RANDOM);
    analyst.ask(context(id), subQuery(sum, new Slot(Slot.Kind.VALUE, 0, 0, 2, 20), present));
    analyst.ask(context(wider), subQuery(sum, new Slot(Slot.Kind.VALUE, 0, 0, 2, 88), present));

    var refusal = analyst.refusal(id);

    assertThat(refusal.code()).isEqualTo(ErrorCode.PEER_REFUSED);
    assertThat(analyst.refusal(wider).fact()).isEqualTo(refusal.fact());
    assertThat(analyst.out()).isEmpty();
  }

  @Test
  void tellsWhatIsWrongBeforeItStarts() throws Exception {
    Files.writeString(bench.policy(), POLICY.replace("zone:", "zoo:"));

    assertThatThrownBy(() -> Node.check(bench.settings()))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("no column trips.zoo");
  }

  @Test
  void twoNodesNeverShareAState() {
    assertThatThrownBy(() -> Node.start(bench.settings(), new InMemoryPipe()))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("another process uses it");
  }

  @Test
  void aManifestOfAnotherFounderThanThePinnedOneIsRefused() throws Exception {
    assertThatThrownBy(
            () ->
                Node.start(bench.settings(Optional.of("0".repeat(64)), Limits.DEFAULT), bench.pipe))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("another founder than the one that is pinned");
  }
}
