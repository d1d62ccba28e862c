// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.topk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.gateway.topk.Search.Found;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Rank;
import dev.parley.protocol.topk.ScoreCode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches over candidates as nodes rank them, without nodes. */
class SearchTest {
  private static final ScoreCode DOUBLES = new ScoreCode(ColumnType.DOUBLE, false, false);
  private static final ScoreCode WHOLE = new ScoreCode(ColumnType.BIGINT, true, true);
  private static final ScoreCode TEXTS = new ScoreCode(ColumnType.VARCHAR, false, false);
  private static final ScoreCode DATES = new ScoreCode(ColumnType.DATE, true, false);

  static Stream<Arguments> scores() {
    return Stream.of(
        scores("measured", DOUBLES, r -> BigDecimal.valueOf(Math.abs(r.nextGaussian()) * 1000)),
        scores("any double", DOUBLES, r -> anyDouble(r.nextLong())),
        scores("all in one bucket", DOUBLES, r -> BigDecimal.valueOf(1e300 + r.nextInt(9) * 1e285)),
        scores("subnormal", DOUBLES, r -> BigDecimal.valueOf(r.nextInt(50) * Double.MIN_VALUE)),
        scores("all alike", DOUBLES, r -> BigDecimal.ONE),
        scores("all NULL", DOUBLES, r -> null),
        scores("ages", WHOLE, r -> r.nextInt(9) == 0 ? null : BigDecimal.valueOf(r.nextInt(90))),
        scores("large numbers", WHOLE, r -> BigDecimal.valueOf(r.nextLong())),
        scores("long prefixes", TEXTS, r -> "a".repeat(30) + r.nextInt(40)),
        scores("days", DATES, r -> LocalDate.ofEpochDay(r.nextInt(20_000))));
  }

  private static Arguments scores(
      String name, ScoreCode code, Function<Random, @Nullable Object> score) {
    return Arguments.of(name, code, score);
  }

  private static @Nullable Object anyDouble(long bits) {
    double value = Double.longBitsToDouble(bits);
    return Double.isFinite(value) ? BigDecimal.valueOf(value) : null;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scores")
  void findsExactlyTheBest(String name, ScoreCode code, Function<Random, @Nullable Object> score) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int size : new int[] {0, 1, 5, 60, 400}) {
      List<Rank> ranks = ranks(size, code, score, random);
      for (int k : new int[] {1, 2, 7, 59, 60, 61, 1000}) {
        Found found = found(new Search(code, k), ranks);

        long before = ranks.stream().filter(rank -> rank.compareTo(found.bound()) < 0).count();
        assertThat(before).as("size %d, k %d, seed %d", size, k, seed).isEqualTo(found.rows());
        assertThat(before).isEqualTo(Math.min(k, size));
      }
    }
  }

  @Test
  void mostlyTwoCountsAreEnough() {
    Random random = new Random(1);
    int rounds = 0;
    for (int i = 0; i < 100; i++) {
      Search search = new Search(DOUBLES, 10);
      Found unused =
          found(
              search,
              ranks(
                  30, DOUBLES, r -> BigDecimal.valueOf(Math.abs(r.nextGaussian()) * 1000), random));
      rounds += search.rounds();
    }

    assertThat(rounds).isBetween(100, 220);
  }

  @Test
  void countsThatContradictEarlierOnesAreForged() {
    List<Rank> ranks = ranks(50, DOUBLES, r -> BigDecimal.ONE, new Random(2));
    for (int bucket : new int[] {0, 1, 511, 512}) {
      Search search = new Search(DOUBLES, 10);
      assertThat(search.counted(counts(ranks, search.next(Narrowing.MAX_EDGES)))).isEmpty();
      List<Long> lie = new ArrayList<>(counts(ranks, search.next(Narrowing.MAX_EDGES)));
      lie.set(bucket, lie.get(bucket) + 1);

      assertThatThrownBy(() -> search.counted(lie))
          .isInstanceOfSatisfying(
              ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ANSWER_FORGED));
    }
  }

  @Test
  void fewerCountsThanAskedForAreForged() {
    Search search = new Search(DOUBLES, 10);
    assertThat(search.next(Narrowing.MAX_EDGES).buckets()).isGreaterThan(1);

    assertThatThrownBy(() -> search.counted(List.of(3L))).hasMessageContaining("more or fewer");
  }

  @Test
  void givesUpOnRanksThatCannotBeToldApart() {
    Rank same = Rank.of(DOUBLES.encode(BigDecimal.TEN));

    assertThatThrownBy(() -> found(new Search(DOUBLES, 1), Collections.nCopies(2, same)))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("too much alike to be told apart in 64 rounds");
  }

  private static Found found(Search search, List<Rank> ranks) {
    while (true) {
      Narrowing.Count asked = search.next(Narrowing.MAX_EDGES);
      Optional<Found> found = search.counted(counts(ranks, asked));
      if (found.isPresent()) {
        return found.get();
      }
    }
  }

  private static List<Long> counts(List<Rank> ranks, Narrowing.Count asked) {
    List<Long> counts = new ArrayList<>(Collections.nCopies(asked.buckets(), 0L));
    for (Rank rank : ranks) {
      int bucket = 0;
      while (bucket < asked.edges().size() && asked.edges().get(bucket).compareTo(rank) <= 0) {
        bucket++;
      }
      counts.set(bucket, counts.get(bucket) + 1);
    }
    return counts;
  }

  /** Score, then a number as a key, then eight random bytes. */
  private static List<Rank> ranks(
      int size, ScoreCode code, Function<Random, @Nullable Object> score, Random random) {
    ScoreCode key = new ScoreCode(ColumnType.INTEGER, false, false);
    List<Rank> ranks = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      byte[] first = code.encode(score.apply(random));
      byte[] tie = key.encode(BigDecimal.valueOf(random.nextInt(30)));
      ranks.add(
          Rank.of(
              ByteBuffer.allocate(first.length + tie.length + Long.BYTES)
                  .put(first)
                  .put(tie)
                  .putLong(random.nextLong())
                  .array()));
    }
    return ranks;
  }
}
