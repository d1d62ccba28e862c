// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.actionhost.config.HostLimits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final AtomicLong now = new AtomicLong(-5);

  @Test
  void countsWhatRunsAtOnce() {
    Throttle throttle = throttle(99, 1);

    assertThat(throttle.begin()).isEqualTo(Throttle.Verdict.ADMITTED);
    assertThat(throttle.begin()).isEqualTo(Throttle.Verdict.TOO_MANY_AT_ONCE);
    throttle.end();
    assertThat(throttle.begin()).isEqualTo(Throttle.Verdict.ADMITTED);
  }

  @Test
  void forgetsAMinuteLater() {
    Throttle throttle = throttle(2, 99);
    throttle.begin();
    now.addAndGet(Duration.ofSeconds(30).toNanos());
    throttle.begin();
    assertThat(throttle.begin()).isEqualTo(Throttle.Verdict.TOO_MANY_PER_MINUTE);

    now.addAndGet(Duration.ofSeconds(30).toNanos());

    assertThat(throttle.begin()).isEqualTo(Throttle.Verdict.ADMITTED);
    assertThat(throttle.begin()).isEqualTo(Throttle.Verdict.TOO_MANY_PER_MINUTE);
  }

  private Throttle throttle(int perMinute, int concurrent) {
    HostLimits limits =
        new HostLimits(perMinute, concurrent, 1, Duration.ofSeconds(1), Duration.ofSeconds(1));
    return new Throttle(limits, now::get);
  }
}
