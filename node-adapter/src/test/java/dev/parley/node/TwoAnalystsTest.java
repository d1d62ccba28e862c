// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static dev.parley.node.LoneAnalyst.RIVAL_KEYS;
import static dev.parley.node.LoneAnalyst.await;
import static dev.parley.node.LoneAnalyst.context;
import static dev.parley.node.LoneAnalyst.contextOfRival;
import static dev.parley.node.LoneAnalyst.subQuery;
import static dev.parley.node.LoneNode.COUNT;
import static dev.parley.node.LoneNode.COUNT_ALL;
import static dev.parley.node.LoneNode.POLICY;
import static dev.parley.node.LoneNode.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.config.Limits;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.query.SubQuery;
import dev.parley.wire.PipeNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two analysts whom an owner has granted; the rival asks under the id of the other's question. */
class TwoAnalystsTest {
  @RegisterExtension
  final LoneNode bench = LoneNode.with(POLICY.replace("[health-board]", "[health-board, rival]"));

  private final LoneAnalyst analyst = bench.analyst;
  private final LoneAnalyst rival = analyst.rival();
  private final QueryId id = QueryId.random(LoneAnalyst.RANDOM);
  private final SubQuery asked = subQuery(COUNT_ALL, COUNT);

  @Test
  void theRefusalOfOneIsNotSeenByTheOther() throws Exception {
    analyst.ask(context(id), asked);
    analyst.answer(context(id), asked);
    refuseRival();

    assertThat(analyst.board(id))
        .containsExactly(PipeNames.done(LoneAnalyst.ANALYST.value(), id.value()));
  }

  @Test
  void whoWithdrawsItsOwnQuestionLeavesTheMarkerOfTheOther() throws Exception {
    analyst.ask(context(id), asked);
    analyst.answer(context(id), asked);
    refuseRival();
    rival.withdraw(id);
    await(() -> rival.board(id).isEmpty());

    assertThat(analyst.answer(context(id), asked)).containsEntry("[]", numbers(1, 0, 8));
  }

  @Test
  void theFirstToAskUnderAnIdDoesNotKeepTheOtherFromItsAnswer() throws Exception {
    refuseRival();
    analyst.ask(context(id), asked);

    assertThat(analyst.answer(context(id), asked)).containsEntry("[]", numbers(1, 0, 8));
  }

  @Test
  void afterARestartWhatOneHasWithdrawnIsClearedAndTheOthersMarkerStays() throws Exception {
    analyst.ask(context(id), asked);
    analyst.answer(context(id), asked);
    refuseRival();
    bench.close();
    rival.withdraw(id);

    bench.restart(Limits.DEFAULT);

    await(() -> rival.board(id).isEmpty());
    assertThat(analyst.answer(context(id), asked)).containsEntry("[]", numbers(1, 0, 8));
  }

  /** Has the rival's question refused: the Paillier key that it names is not the rival's. */
  private void refuseRival() throws Exception {
    rival.ask(contextOfRival(id), subQuery(COUNT_ALL, COUNT), RIVAL_KEYS);
    rival.refusal(id, RIVAL_KEYS);
  }
}
