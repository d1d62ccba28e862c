// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.topk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.config.Policy;
import dev.parley.node.database.Granted;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.SubQuery;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Rank;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CandidateStoreTest {
  private static final NodeId NORTH = new NodeId("north");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Principal ADA = principal("board", "ada");
  private static final Granted GRANTED =
      new Granted(new Policy(Set.of(), 10, 1, Map.of()), List.of());
  private static final CandidateList FEW = candidates(3, 10);

  private final SecureRandom random = new SecureRandom();
  private final Time clock = new Time();
  private final CandidateStore store = new CandidateStore(NORTH, clock);

  /** A clock that is set by hand. */
  private static final class Time extends Clock {
    private Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void candidatesAreThereUntilTheyAreTaken() {
    SubQueryMessage first = message(ADA, Optional.empty());
    store.keep(first, GRANTED, FEW);
    SubQueryMessage later = message(ADA, basis(first));

    assertThat(store.begin(ADA, first.context().queryId())).isTrue();
    assertThat(store.find(later, GRANTED)).isSameAs(FEW);
    assertThat(store.take(later, GRANTED)).isSameAs(FEW);
    assertForgotten(later);
  }

  @Test
  void theyEndWithTheirQuestionByTheNodesOwnClock() {
    SubQueryMessage first = message(ADA, Optional.empty());
    store.keep(first, GRANTED, FEW);
    SubQueryMessage later = message(ADA, basis(first));

    clock.now = NOON.plusSeconds(60);
    assertThat(store.find(later, GRANTED)).isSameAs(FEW);

    clock.now = NOON.plusSeconds(61);
    assertThat(store.begin(ADA, first.context().queryId())).isFalse();
    assertForgotten(later);
  }

  @Test
  void onlyTheOneWhoAskedFindsThem() {
    SubQueryMessage first = message(ADA, Optional.empty());
    store.keep(first, GRANTED, FEW);

    for (Principal other : List.of(principal("board", "eve"), principal("bank", "ada"))) {
      assertThat(store.begin(other, first.context().queryId())).isFalse();
      assertForgotten(message(other, basis(first)));
    }
  }

  @Test
  void anotherPolicyForgetsThem() {
    SubQueryMessage first = message(ADA, Optional.empty());
    store.keep(first, GRANTED, FEW);
    SubQueryMessage later = message(ADA, basis(first));
    Granted other = new Granted(new Policy(Set.of(), 11, 1, Map.of()), List.of());

    assertThatThrownBy(() -> store.find(later, other)).hasMessageContaining("any more");
    assertForgotten(later);
  }

  @Test
  void roundsAreNotWithoutEnd() {
    SubQueryMessage first = message(ADA, Optional.empty());
    store.keep(first, GRANTED, FEW);
    SubQueryMessage later = message(ADA, basis(first));
    for (int round = 2; round <= CandidateStore.MAX_ROUNDS; round++) {
      assertThat(store.begin(ADA, first.context().queryId())).isTrue();
    }
    assertThat(store.find(later, GRANTED)).isSameAs(FEW);

    assertThat(store.begin(ADA, first.context().queryId())).isFalse();
    assertThatThrownBy(() -> store.take(later, GRANTED)).hasMessageContaining("64 rounds");
  }

  @Test
  void oneAnalystLeavesRoomForTheOthers() {
    int half = (int) (CandidateStore.MAX_ANALYST_BYTES / 2);
    CandidateList large = candidates(1, half - (1 << 12));
    store.keep(message(ADA, Optional.empty()), GRANTED, large);
    store.keep(message(ADA, Optional.empty()), GRANTED, large);

    assertFull(ADA, large);
    store.keep(message(principal("bank", "bob"), Optional.empty()), GRANTED, large);
    store.keep(message(principal("bank", "eve"), Optional.empty()), GRANTED, large);
    assertFull(principal("city", "zoe"), large);

    clock.now = NOON.plusSeconds(61);
    store.keep(message(ADA, Optional.empty()), GRANTED, large);
  }

  private void assertFull(Principal principal, CandidateList candidates) {
    assertThatThrownBy(() -> store.keep(message(principal, Optional.empty()), GRANTED, candidates))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY));
  }

  private void assertForgotten(SubQueryMessage later) {
    assertThatThrownBy(() -> store.take(later, GRANTED))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("knows no first round");
  }

  private static Principal principal(String analyst, String user) {
    return new Principal(new AnalystId(analyst), user);
  }

  private static Optional<QueryId> basis(SubQueryMessage first) {
    return Optional.of(first.context().queryId());
  }

  private static CandidateList candidates(int size, int rowBytes) {
    Candidate candidate = new Candidate(Rank.of(new byte[9]), new byte[rowBytes]);
    return new CandidateList(Collections.nCopies(size, candidate));
  }

  private SubQueryMessage message(Principal principal, Optional<QueryId> basis) {
    QueryContext context =
        new QueryContext(
            new FederationId("city"),
            NORTH,
            principal,
            QueryId.random(random),
            1,
            1,
            NOON,
            NOON.plusSeconds(60));
    Narrowing.Count count = new Narrowing.Count(List.of(Rank.LAST));
    return SubQueryMessage.of(
        context,
        new SubQuery(
            "SELECT",
            List.of(NORTH),
            List.of(),
            "0".repeat(64),
            QuerySecret.random(random),
            Optional.empty(),
            Optional.of(new Narrowing(basis, count))));
  }
}
