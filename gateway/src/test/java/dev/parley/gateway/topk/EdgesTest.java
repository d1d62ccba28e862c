// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.topk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Rank;
import dev.parley.protocol.topk.ScoreCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EdgesTest {

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theFirstEdgesAreOfTheTypeAloneAndNotTooMany(Kind kind) {
    ColumnType type = kind == Kind.DECIMAL ? ColumnType.decimal(38, 5) : new ColumnType(kind, 0, 0);
    for (boolean descending : List.of(true, false)) {
      ScoreCode code = new ScoreCode(type, descending, false);

      assertThat(FirstEdges.of(code)).isEqualTo(FirstEdges.of(code)).isSorted();
      assertThat(new Narrowing.Count(FirstEdges.of(code)).buckets()).isBetween(3, 512);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', ff",
    "01, 0180",
    "0100, 02",
    "01ff, 02",
    "0182, 018204d2",
    "01, 02",
    "00, 01",
    "018000000000000000, 018000000000000001",
  })
  void edgesBetweenAscendAndStayWithin(String low, String high) {
    Rank from = rank(low);
    Rank to = rank(high);

    List<Rank> edges = EvenEdges.between(from, to, 510);

    assertThat(edges).hasSize(510).isSorted().doesNotHaveDuplicates();
    assertThat(edges.get(0)).isGreaterThan(from);
    assertThat(edges.get(509)).isLessThan(to);
  }

  @Test
  void somethingLiesBetweenTheEndsOfABucket() {
    assertThatThrownBy(() -> EvenEdges.between(rank("02"), rank("01"), 3))
        .hasMessageContaining("nothing lies between");
    assertThatThrownBy(() -> EvenEdges.between(rank("01aa"), rank("01aa00"), 3))
        .hasMessageContaining("nothing lies between");
  }

  private static Rank rank(String hex) {
    return Rank.of(java.util.HexFormat.of().parseHex(hex));
  }
}
