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
  private static final Duration LONG = Duration.ofSeconds(20);

  @FuzzTest
  void plan(byte[] text) {
    long start = System.nanoTime();
    String sql = new String(text, StandardCharsets.UTF_8);
    try {
      assertThat(PlanText.of(PLANNER.plan(sql, Federations.CITY, SessionOptions.DEFAULT)))
          .isNotEmpty();
    } catch (ParleyException e) {
      assertThat(e.code()).isNotEqualTo(ErrorCode.INTERNAL);
    }
    describe(sql);
    assertThat(System.nanoTime() - start).isLessThan(LONG.toNanos());
  }

  private static void describe(String sql) {
    try {
      PLANNER.describe(sql, Federations.CITY, SessionOptions.DEFAULT);
    } catch (ParleyException e) {
      assertThat(e.code()).isNotEqualTo(ErrorCode.INTERNAL);
    }
  }
}
