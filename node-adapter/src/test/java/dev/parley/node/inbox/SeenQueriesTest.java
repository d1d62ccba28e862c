// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(queries.begin(first)).isTrue();
    assertThat(queries.begin(second)).isTrue();
    for (int i = 2; i < SeenQueries.MOST_WAITING; i++) {
      assertThat(queries.begin(QueryId.random(RANDOM))).isTrue();
    }
    QueryId tooMany = QueryId.random(RANDOM);
    assertThat(queries.begin(tooMany)).isFalse();

    queries.finish(first, Instant.MAX);

    assertThat(queries.begin(tooMany)).isTrue();
    assertThat(queries.begin(QueryId.random(RANDOM))).isFalse();

    queries.retry(second);

    assertThat(queries.begin(first)).as("one that was handled").isFalse();
    assertThat(queries.begin(second)).isTrue();
    assertThat(queries.over(Set.of(), Instant.now())).containsExactly(first);
  }
}
