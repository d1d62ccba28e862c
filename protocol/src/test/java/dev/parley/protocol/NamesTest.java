// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.wire.PipeNames;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void namesOfPartiesHoldNothingThatCouldBeMistakenForAPathOrALine() {
    for (String wrong : List.of("", ".a", "-a", "a/b", "a b", "a\n", "ä", "a\0", "x".repeat(64))) {
      assertThatThrownBy(() -> new NodeId(wrong)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new AnalystId(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new NodeId("St.Anna_2-b")).hasToString("St.Anna_2-b");
    assertThat(new AnalystId("x".repeat(63)).value()).hasSize(63);
    assertThat(new NodeId("a")).isLessThan(new NodeId("b"));
  }

  @Test
  void namesOfFederationsBeginNamesOfBuckets() {
    for (String wrong : List.of("", "City", "-a", "a.b", "a_b", "a\n", "x".repeat(33))) {
      assertThatThrownBy(() -> new FederationId(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
    String longest = "x".repeat(32);
    assertThat(new PipeNames(new FederationId(longest).value()).merged("a"))
        .hasSizeLessThanOrEqualTo(63);
  }

  @Test
  void aUserHasNoControlCharacters() {
    AnalystId analyst = new AnalystId("board");

    assertThat(new Principal(analyst, "Zoë O'Hara").user()).isEqualTo("Zoë O'Hara");
    for (String wrong :
        List.of("", "x".repeat(129), "a\nlogin user=root", "a\u001b[2J", "\u0085")) {
      assertThatThrownBy(() -> new Principal(analyst, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void queryIdsAreRandomAndOfOneSpelling() {
    SecureRandom random = new SecureRandom();
    Set<QueryId> ids = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      ids.add(QueryId.random(random));
    }
    QueryId one = ids.iterator().next();

    assertThat(ids).hasSize(1000);
    assertThat(QueryId.of(one.toBytes())).isEqualTo(one);
    assertThat(one.toBytes()).hasSize(16);
    for (String wrong :
        List.of("", "0".repeat(31), "0".repeat(33), "A".repeat(32), "g".repeat(32))) {
      assertThatThrownBy(() -> new QueryId(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> QueryId.of(new byte[15])).isInstanceOf(IllegalArgumentException.class);
  }
}
