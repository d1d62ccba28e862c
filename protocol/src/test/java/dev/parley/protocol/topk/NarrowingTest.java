// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.topk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.QueryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NarrowingTest {
  private static final Rank A = Rank.of(new byte[] {1});
  private static final Rank B = Rank.of(new byte[] {1, 0});

  @Test
  void edgesAscendAndNoneIsThereTwice() {
    assertThat(new Narrowing.Count(List.of(A, B)).buckets()).isEqualTo(3);
    assertInvalid(() -> new Narrowing.Count(List.of(B, A)));
    assertInvalid(() -> new Narrowing.Count(List.of(A, A)));
  }

  @Test
  void thereAreNeitherTooManyEdgesNorTooLongOnes() {
    List<Rank> many = new ArrayList<>();
    for (int i = 0; i <= Narrowing.MAX_LISTED_EDGES; i++) {
      many.add(Rank.of(new byte[] {(byte) (i >> 16), (byte) (i >> 8), (byte) i}));
    }
    Rank longest = Rank.of(new byte[Rank.MAX_BYTES]);
    Rank tooLong = Rank.of(new byte[Rank.MAX_BYTES + 1]);

    assertInvalid(() -> new Narrowing.Count(List.of()));
    assertInvalid(() -> new Narrowing.Count(many));
    assertThat(new Narrowing.Count(many.subList(1, many.size())).edges())
        .hasSize(Narrowing.MAX_LISTED_EDGES);
    assertThat(new Narrowing.Release(longest).bounds()).containsExactly(longest);
    assertInvalid(() -> new Narrowing.Release(tooLong));
    assertInvalid(() -> new Narrowing.Count(List.of(tooLong)));
  }

  @Test
  void aFirstRoundReleasesAllOrNothing() {
    assertInvalid(() -> new Narrowing(Optional.empty(), new Narrowing.Release(A)));
    assertThat(Narrowing.oneRound())
        .isEqualTo(new Narrowing(Optional.empty(), new Narrowing.Release(Rank.LAST)));
  }

  @Test
  void onlyARoundWithoutABasisThatReleasesIsTheOnlyOne() {
    Optional<QueryId> basis = Optional.of(QueryId.of(new byte[16]));

    assertThat(Narrowing.oneRound().isOneRound()).isTrue();
    assertThat(new Narrowing(basis, new Narrowing.Release(Rank.LAST)).isOneRound()).isFalse();
    assertThat(new Narrowing(Optional.empty(), new Narrowing.Count(List.of(A))).isOneRound())
        .isFalse();
  }

  @Test
  void aRankDoesNotPrintItsRow() {
    assertThat(A).hasToString("Rank[1 bytes, withheld]").isNotEqualTo(B).isLessThan(B);
    assertThat(Rank.FIRST).isLessThan(A);
    assertThat(Rank.LAST).isGreaterThan(B);
  }

  private static void assertInvalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable made) {
    assertThatThrownBy(made)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid narrowing");
  }
}
