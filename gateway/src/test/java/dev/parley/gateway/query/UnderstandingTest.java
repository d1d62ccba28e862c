// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import static dev.parley.gateway.party.Parties.NORTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.members.Federation;
import dev.parley.gateway.party.Parties;
import dev.parley.pipe.memory.InMemoryPipe;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.HeartbeatMessage;
import dev.parley.protocol.message.Speaks;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.RowQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnderstandingTest {
  private static final Speaks OURS = new Speaks(3, 4, List.of(Speaks.ROWS));

  private final InMemoryPipe pipe = new InMemoryPipe();
  private final Federation federation = Federation.watch(Parties.self(), pipe);
  private final Understanding understanding = new Understanding(federation, OURS);

  @AfterEach
  void close() {
    federation.close();
  }

  @Test
  void whoSharesAVersionIsAsked() throws Exception {
    for (int[] versions : new int[][] {{1, 3}, {3, 4}, {4, 9}}) {
      says(new Speaks(versions[0], versions[1], List.of()));
      assertThatCode(() -> understanding.require(Questions.total(NORTH)))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void whoIsTooOldOrTooNewIsNamedBeforeAnybodyIsAsked() throws Exception {
    says(new Speaks(1, 2, List.of(Speaks.ROWS)));
    ParleyException old = failure(Questions.total(NORTH));
    says(new Speaks(5, 6, List.of(Speaks.ROWS)));
    ParleyException young = failure(Questions.total(NORTH));

    assertThat(old.fact())
        .isEqualTo(
            "Node 'north' cannot be asked this: the node speaks versions 1 to 2,"
                + " the gateway speaks versions 3 to 4");
    assertThat(old.hint()).startsWith("Update the node");
    assertThat(young.hint()).startsWith("Update the gateway");
  }

  @Test
  void aFeatureThatANodeDoesNotKnowIsNotAskedOfIt() throws Exception {
    RowQuery rows =
        new RowQuery(
            "visits",
            List.of(new Expression.Column("stay")),
            List.of(),
            false,
            Optional.empty(),
            List.of(),
            OptionalLong.empty());
    SecureQuestion question = new SecureQuestion(List.of(NORTH), rows, List.of());
    says(new Speaks(3, 4, List.of("other")));

    assertThat(failure(question).fact()).endsWith("the node does not know the feature 'rows'");
    says(new Speaks(3, 4, List.of("other", "rows")));
    assertThatCode(() -> understanding.require(question)).doesNotThrowAnyException();
  }

  private ParleyException failure(SecureQuestion question) {
    ParleyException e =
        catchThrowableOfType(ParleyException.class, () -> understanding.require(question));
    assertThat(e).isNotNull();
    assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
    return e;
  }

  private int beats;

  private void says(Speaks speaks) throws Exception {
    beats++;
    HeartbeatMessage beat =
        new HeartbeatMessage(
            Parties.FEDERATION,
            NORTH,
            Instant.now().plusSeconds(beats),
            Duration.ofMinutes(1),
            "1.0",
            speaks);
    Parties.giveSign(pipe, beat, NORTH);
    federation.refresh();
  }
}
