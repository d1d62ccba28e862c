// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.run.Withdrawal;
import dev.parley.protocol.QueryId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenQueriesTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SeenQueries queries = new SeenQueries();

  @Test
  void anAnalystHasNoMoreThanSoManyQueriesWaitingAtOnce() {
    QueryId first = QueryId.random(RANDOM);
    QueryId second = QueryId.random(RANDOM);
    assertThat(queries.begin(first)).isPresent();
    assertThat(queries.begin(second)).isPresent();
    for (int i = 2; i < SeenQueries.MOST_WAITING; i++) {
      assertThat(queries.begin(QueryId.random(RANDOM))).isPresent();
    }
    QueryId tooMany = QueryId.random(RANDOM);
    assertThat(queries.begin(tooMany)).isEmpty();

    queries.finish(first, Instant.MAX);

    assertThat(queries.begin(tooMany)).isPresent();
    assertThat(queries.begin(QueryId.random(RANDOM))).isEmpty();

    queries.retry(second);

    assertThat(queries.begin(first)).as("one that was handled").isEmpty();
    assertThat(queries.begin(second)).isPresent();
    assertThat(queries.over(Set.of(), Instant.now())).containsExactly(first);
  }

  @Test
  void onlyThoseThatAreGoneFromTheInboxWereTakenBack() {
    QueryId gone = QueryId.random(RANDOM);
    QueryId there = QueryId.random(RANDOM);
    Withdrawal ofGone = queries.begin(gone).orElseThrow();
    Withdrawal ofThere = queries.begin(there).orElseThrow();

    queries.withdrawOthers(Set.of(there));

    assertThat(ofGone.isWithdrawn()).isTrue();
    assertThat(ofThere.isWithdrawn()).isFalse();
  }
}
