// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static dev.parley.node.LoneAnalyst.context;
import static dev.parley.node.LoneAnalyst.subQuery;
import static dev.parley.node.LoneNode.COUNT;
import static dev.parley.node.LoneNode.COUNT_ALL;
import static dev.parley.node.LoneNode.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.config.Polling;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.SubQuery;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node whose pipe tells it when something has changed. */
class NodeBellTest {
  @RegisterExtension final LoneNode bench = LoneNode.with(LoneNode.POLICY);

  @Test
  void aNodeThatSeldomLooksAnswersAtOnce() throws Exception {
    bench.restart(new Polling(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    long started = System.nanoTime();

    for (int question = 0; question < 3; question++) {
      SubQuery asked = subQuery(COUNT_ALL, COUNT);
      QueryContext context =
          context(QueryId.random(LoneAnalyst.RANDOM), Instant.now(), Duration.ofMinutes(1));
      bench.analyst.ask(context, asked);

      assertThat(bench.analyst.answer(context, asked)).containsEntry("[]", numbers(1, 0, 8));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
  }
}
