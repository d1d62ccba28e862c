// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountSlotsTest {

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "511, 5, 3", "1024, 10000000, 4096", "40, 7, 2", "300, 1, 10"})
  void sumsOfCountsStayApart(int buckets, long most, int nodes) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    CountSlots slots = CountSlots.of(buckets, most, nodes);
    long[] expected = new long[buckets];
    List<BigInteger> sums =
        new ArrayList<>(Collections.nCopies(slots.slots().size(), BigInteger.ZERO));
    for (int node = 0; node < Math.min(nodes, 20); node++) {
      List<Long> counts = new ArrayList<>(Collections.nCopies(buckets, 0L));
      counts.set(random.nextInt(buckets), most);
      List<BigInteger> packed = slots.pack(counts);
      for (int i = 0; i < packed.size(); i++) {
        assertThat(packed.get(i).bitLength())
            .isLessThanOrEqualTo(slots.slots().get(i).magnitudeBits());
        sums.set(i, sums.get(i).add(packed.get(i)));
      }
      for (int i = 0; i < buckets; i++) {
        expected[i] += counts.get(i);
      }
    }

    assertThat(slots.unpack(sums)).as("seed %d", seed).containsExactly(box(expected));
  }

  @Test
  void theGreatestSumOfOneBucketFits() {
    CountSlots slots = CountSlots.of(3, 10, 4);
    List<BigInteger> one = slots.pack(List.of(0L, 10L, 0L));

    assertThat(slots.unpack(List.of(one.get(0).multiply(BigInteger.valueOf(4)))))
        .containsExactly(0L, 40L, 0L);
  }

  @Test
  void hundredsOfSmallCountsTakeFewSlots() {
    assertThat(CountSlots.of(511, 10, 3).slots()).hasSize(11);
    assertThat(CountSlots.of(511, 10, 3).slots().get(0).bits()).isLessThanOrEqualTo(Slot.MAX_BITS);
  }

  @Test
  void onlyAsManyCountsAreTakenAsThereAreBuckets() {
    CountSlots slots = CountSlots.of(3, 10, 4);

    assertThatThrownBy(() -> slots.pack(List.of(1L))).hasMessageContaining("Invalid counts");
    assertThatThrownBy(() -> slots.unpack(List.of())).hasMessageContaining("Invalid sums");
  }

  private static Long[] box(long[] values) {
    return java.util.Arrays.stream(values).boxed().toArray(Long[]::new);
  }
}
