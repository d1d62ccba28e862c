// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.planner.plan.PlanText;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Whatever an analyst writes is planned, or refused in time with an error of ours. */
class PlannerFuzzTest {
  private static final Planner PLANNER = new Planner();
  private static final Duration LONG = Duration.ofSeconds(10);

  @FuzzTest
  void plan(byte[] text) {
    String sql = new String(text, StandardCharsets.UTF_8);
    if (nanos(sql) > LONG.toNanos()) {
      // once may be the time that classes take to load
      assertThat(nanos(sql)).isLessThan(LONG.toNanos());
    }
  }

  private static long nanos(String sql) {
    long start = System.nanoTime();
    try {
      assertThat(PlanText.of(PLANNER.plan(sql, Federations.CITY, SessionOptions.DEFAULT)))
          .isNotEmpty();
    } catch (ParleyException e) {
      assertThat(e.code()).isNotEqualTo(ErrorCode.INTERNAL);
    }
    describe(sql);
    return System.nanoTime() - start;
  }

  private static void describe(String sql) {
    try {
      PLANNER.describe(sql, Federations.CITY, SessionOptions.DEFAULT);
    } catch (ParleyException e) {
      assertThat(e.code()).isNotEqualTo(ErrorCode.INTERNAL);
    }
  }
}
