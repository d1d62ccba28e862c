// SPDX-License-Identifier: Apache-2.0
package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
  @Test
  void whatANodesThreadDoesIsCountedAsTheNodes() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    CountDownLatch counted = new CountDownLatch(1);
    ProcessorTime before = ProcessorTime.now();
    Thread node =
        new Thread(
            () -> {
              long until = System.nanoTime() + 50_000_000;
              while (System.nanoTime() < until) {
                Thread.onSpinWait();
              }
              done.countDown();
              await(counted);
            },
            "parley-worker");
    node.start();
    done.await();
    ProcessorTime after = ProcessorTime.now();
    counted.countDown();
    node.join();

    assertThat(after.nodesSince(before)).isBetween(1.0, 1_000.0);
    assertThat(after.othersSince(before)).isNotNegative();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
