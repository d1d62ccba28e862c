// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SizeClassTest {

  @Test
  void isNeverBelowTheSmallest() {
    assertThat(SizeClass.of(0)).isEqualTo(4096);
    assertThat(SizeClass.of(4096)).isEqualTo(4096);
    assertThat(SizeClass.of(4097)).isEqualTo(4352);
  }

  @Test
  void holdsWhatIsAskedGrowsWithItAndAddsAtMostTwelvePercent() {
    Random random = new Random(20260101);
    for (int i = 0; i < 10_000; i++) {
      long bytes = 4097 + (random.nextLong() >>> (12 + random.nextInt(40)));
      long padded = SizeClass.of(bytes);
      assertThat(padded).isGreaterThanOrEqualTo(bytes);
      assertThat(padded - bytes).isLessThanOrEqualTo(bytes * 12 / 100);
      assertThat(SizeClass.of(padded)).isEqualTo(padded);
      assertThat(SizeClass.of(bytes + 1)).isGreaterThanOrEqualTo(padded);
    }
  }

  @Test
  void leavesFewDifferentSizes() {
    TreeSet<Long> classes = new TreeSet<>();
    for (long bytes = 1; bytes <= 1 << 20; bytes++) {
      classes.add(SizeClass.of(bytes));
    }

    assertThat(classes).hasSize(1 + 4 * 16 + 4 * 32);
  }
}
