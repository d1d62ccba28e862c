// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.pipe.PipeException;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.query.QueryContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The gateway's clock may be ten minutes behind, so that for it a query has not expired yet. */
class PublicationTest {
  private static final Instant EXPIRY = Instant.parse("2026-01-01T00:01:00Z");
  private static final QueryContext CONTEXT =
      new QueryContext(
          new FederationId("city"),
          new NodeId("north"),
          new Principal(new AnalystId("board"), "ada"),
          new QueryId("0123456789abcdef0123456789abcdef"),
          1,
          1,
          EXPIRY.minusSeconds(60),
          EXPIRY);

  @Test
  void anAnswerIsTriedAgainUntilTenMinutesAfterItsQuery() {
    assertThat(triesAt(EXPIRY.plus(Duration.ofMinutes(10)))).isEqualTo(2);
  }

  @Test
  void anAnswerIsGivenUpAfterThat() {
    assertThat(triesAt(EXPIRY.plus(Duration.ofMinutes(10)).plusMillis(1))).isEqualTo(1);
  }

  /** How often a step is run that fails, and once more if it is let. */
  private static int triesAt(Instant now) {
    AtomicInteger tries = new AtomicInteger();
    new Publication(Clock.fixed(now, ZoneOffset.UTC))
        .publish(
            CONTEXT,
            () -> {
              if (tries.incrementAndGet() == 1) {
                throw new PipeException(PipeException.Kind.FAILED, "The pipe failed");
              }
            });
    return tries.get();
  }
}
