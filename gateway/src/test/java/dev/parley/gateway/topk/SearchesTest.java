// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.topk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Rank;
import dev.parley.protocol.topk.ScoreCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchesTest {
  private static final ScoreCode DISTANCES = new ScoreCode(ColumnType.DOUBLE, false, false);
  private static final int NODES = 3;

  @ParameterizedTest
  @CsvSource({"1, 1, 5, 4", "40, 1, 3, 4", "40, 2, 3, 4", "3000, 3, 3, 8"})
  void findsTheBestOfEachEntryAndOfNoOther(int entries, int apart, int limit, int mostRounds) {
    List<Rank> ranks = ranks(entries, apart, limit * NODES);
    Searches searches = new Searches(DISTANCES, limit, Optional.of(list(entries, apart)));

    run(searches, ranks, limit);

    List<Rank> bounds = searches.release().bounds();
    assertThat(bounds).hasSize(entries);
    assertThat(searches.rounds()).isLessThanOrEqualTo(mostRounds);
    assertThat(searches.rows()).isEqualTo((long) entries * limit);
    for (Rank bound : bounds) {
      assertThat(ranks.stream().filter(r -> r.isOfSameEntry(bound) && r.compareTo(bound) < 0))
          .hasSize(limit);
    }
  }

  @Test
  void entriesWithFewerRowsHaveThemAllReleased() {
    List<Rank> ranks = new ArrayList<>(ranks(9, 1, 7));
    ranks.removeIf(rank -> rank.isOfSameEntry(Rank.FIRST.ofEntry(4)));
    Searches searches = new Searches(DISTANCES, 5, Optional.of(list(9, 1)));

    run(searches, ranks, 5);

    assertThat(searches.rows()).isEqualTo(8 * 5);
    assertThat(searches.release().bounds()).contains(Rank.LAST.ofEntry(4));
  }

  @Test
  void withoutAListThereIsOneSearch() {
    Searches searches = new Searches(DISTANCES, 2, Optional.empty());
    List<Rank> ranks =
        IntStream.range(1, 5)
            .mapToObj(i -> Rank.of(DISTANCES.encode(BigDecimal.valueOf(i * 10L))))
            .toList();

    run(searches, ranks, 2);

    assertThat(searches.release().bounds()).hasSize(1);
    assertThat(searches.release().bounds().get(0)).isBetween(ranks.get(1), ranks.get(2));
  }

  @Test
  void moreCandidatesThanThereCanBeAreForged() {
    Searches searches = new Searches(DISTANCES, 2, Optional.of(list(2, 1)));
    Narrowing.Count asked = searches.next(NODES);

    assertThatThrownBy(() -> searches.counted(Collections.nCopies(asked.buckets(), 1L), NODES))
        .hasMessageContaining("more candidates than there can be");
  }

  /** Counts as nodes do, and no bucket further than k at each of them. */
  private static void run(Searches searches, List<Rank> ranks, long limit) {
    while (!searches.isOver()) {
      Narrowing.Count asked = searches.next(NODES);
      List<Long> counts = new ArrayList<>(Collections.nCopies(asked.buckets(), 0L));
      for (Rank rank : ranks) {
        int found = Collections.binarySearch(asked.edges(), rank);
        int bucket = found >= 0 ? found + 1 : -found - 1;
        counts.set(bucket, Math.min(NODES * limit, counts.get(bucket) + 1));
      }
      searches.counted(counts, NODES);
    }
  }

  /** So many rows of each entry, in clusters, far from each other. */
  private static List<Rank> ranks(int entries, int apart, int each) {
    Random random = new Random(entries);
    List<Rank> ranks = new ArrayList<>();
    for (int entry = 0; entry < entries; entry++) {
      for (int i = 0; i < each; i++) {
        double distance = Math.pow(10, random.nextInt(3)) * random.nextDouble();
        ranks.add(Rank.of(DISTANCES.encode(BigDecimal.valueOf(distance))).ofEntry(entry * apart));
      }
    }
    return ranks;
  }

  /**
   * @param apart how far the numbers are apart
   */
  private static PlaceList list(int entries, int apart) {
    return new PlaceList(
        IntStream.range(0, entries)
            .mapToObj(i -> new PlaceList.Entry(i * apart, i, i, 0))
            .toList());
  }
}
