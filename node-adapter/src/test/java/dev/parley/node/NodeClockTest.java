// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static dev.parley.node.LoneAnalyst.context;
import static dev.parley.node.LoneAnalyst.subQuery;
import static dev.parley.node.LoneNode.COUNT;
import static dev.parley.node.LoneNode.COUNT_ALL;
import static dev.parley.node.LoneNode.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.message.RefusalMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.SubQuery;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The clock of a gateway may be ten minutes off. What is just within those is asked with a few
 * seconds to spare, since the node's own clock goes on while it handles the question.
 */
class NodeClockTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SPARE = Duration.ofSeconds(20);
  private static final Duration SKEW = Duration.ofMinutes(10);

  @RegisterExtension final LoneNode bench = LoneNode.with(LoneNode.POLICY);
  private final LoneAnalyst analyst = bench.analyst;
  private final QueryId id = QueryId.random(LoneAnalyst.RANDOM);

  @Test
  void aGatewayTenMinutesAheadIsAnswered() throws Exception {
    assertAnswered(context(id, Instant.now().plus(SKEW), MINUTE));
  }

  @Test
  void aGatewayFurtherAheadIsToldByHowMuch() throws Exception {
    RefusalMessage refusal = refusal(context(id, Instant.now().plus(SKEW).plus(SPARE), MINUTE));

    assertThat(refusal.code()).isEqualTo(ErrorCode.PEER_REFUSED);
    assertThat(refusal.fact())
        .matches(".*the gateway's clock is 6[0-2][0-9] s ahead of the node's, more than 10 min.*");
  }

  @Test
  void aQuestionThatExpiredTenMinutesAgoIsAnswered() throws Exception {
    Instant expired = Instant.now().minus(SKEW).plus(SPARE);

    assertAnswered(context(id, expired.minus(MINUTE), MINUTE));
  }

  @Test
  void aQuestionThatExpiredBeforeThatIsToldWhen() throws Exception {
    Instant expired = Instant.now().minus(SKEW).minusSeconds(2);

    RefusalMessage refusal = refusal(context(id, expired.minus(MINUTE), MINUTE));

    assertThat(refusal.code()).isEqualTo(ErrorCode.PEER_REFUSED);
    assertThat(refusal.fact())
        .matches(
            ".*it expired 6[0-2][0-9] s ago, or the gateway's clock is behind the node's by more"
                + " than 10 min.*");
  }

  private void assertAnswered(QueryContext context) throws Exception {
    SubQuery asked = subQuery(COUNT_ALL, COUNT);
    analyst.ask(context, asked);

    assertThat(analyst.answer(context, asked)).containsEntry("[]", numbers(1, 0, 8));
  }

  private RefusalMessage refusal(QueryContext context) throws Exception {
    analyst.ask(context, subQuery(COUNT_ALL, COUNT));
    RefusalMessage refusal = analyst.refusal(id);
    assertThat(analyst.out()).isEmpty();
    return refusal;
  }
}
