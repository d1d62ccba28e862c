// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CancellationTest {

  @Test
  void aTimeoutTooLongForNanosecondsIsCutToAWeek() {
    Cancellation cancellation = Cancellation.after(Duration.ofDays(999_999_999));

    assertThat(cancellation.timeout()).isEqualTo(Duration.ofDays(7));
    assertThat(cancellation.isExpired()).isFalse();
  }

  @Test
  void anExpiredRunSaysWhatItsTimeWas() {
    Cancellation cancellation = Cancellation.after(Duration.ZERO);

    assertThat(cancellation.left()).isZero();
    assertThatThrownBy(cancellation::check)
        .isInstanceOf(ParleyException.class)
        .hasMessage("The query did not end within 0 ms");
  }

  @Test
  void whatIsThereCountsMoreThanACancelThatCameTooLate() {
    Cancellation cancellation = Cancellation.after(Duration.ofMinutes(1));
    cancellation.cancel();

    assertThat(cancellation.await(CompletableFuture.completedFuture("there"), Duration.ZERO))
        .isTrue();
  }

  @Test
  void anInterruptEndsAWaitAndIsKept() {
    Cancellation cancellation = Cancellation.after(Duration.ofMinutes(1));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> cancellation.pause(Duration.ofMinutes(1)))
        .hasMessage("The query was cancelled");
    assertThat(Thread.interrupted()).isTrue();
  }
}
