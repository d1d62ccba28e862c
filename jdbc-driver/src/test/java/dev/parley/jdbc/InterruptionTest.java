// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is interrupted, and what is not. */
@Timeout(20)
class InterruptionTest {
  private final Interruption interruption = new Interruption();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    thread.shutdownNow();
  }

  @Test
  void nothingIsSentWhenNothingRuns() throws SQLException {
    AtomicInteger sent = new AtomicInteger();

    interruption.interrupt(() -> sent.incrementAndGet() > 0);
    interruption.begin();
    assertThat(interruption.end()).isFalse();
    interruption.interrupt(() -> sent.incrementAndGet() > 0);

    assertThat(sent).hasValue(0);
  }

  @Test
  void aCancelThatArrivesBeforeItsQueryIsSentAgain() throws SQLException {
    AtomicInteger sent = new AtomicInteger();

    interruption.begin();
    interruption.interrupt(() -> sent.incrementAndGet() == 3);

    assertThat(sent).hasValue(3);
  }

  @Test
  void aRunEndsAfterTheCancelThatIsOnItsWay() throws Exception {
    CountDownLatch sending = new CountDownLatch(1);
    CountDownLatch arrived = new CountDownLatch(1);
    interruption.begin();
    Future<?> cancel =
        thread.submit(
            () -> {
              interruption.interrupt(
                  () -> {
                    sending.countDown();
                    return await(arrived);
                  });
              return null;
            });
    sending.await();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> end = other.submit(interruption::end);
      assertThat(isOver(end)).isFalse();

      arrived.countDown();

      assertThat(end.get()).isFalse();
      cancel.get();
    } finally {
      other.shutdownNow();
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOver(Future<?> future) throws Exception {
    try {
      future.get(200, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  @Test
  void onlyTheRunWhoseTimeWasUpIsLate() throws SQLException {
    interruption.begin();
    interruption.expire(() -> true);
    assertThat(interruption.end()).isTrue();

    interruption.begin();
    interruption.interrupt(() -> true);
    assertThat(interruption.end()).isFalse();
  }
}
