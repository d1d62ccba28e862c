// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.terminal;

import java.util.concurrent.CountDownLatch;

/**
 * Lets a command end in good order on SIGTERM or Ctrl-C: the process waits until the command has
 * closed what it had started.
 */
public final class StopSignal implements AutoCloseable {
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private StopSignal() {}

  /** Listens for the end of this process; to be closed last. */
  public static StopSignal ofProcess() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal::askAndWait, "parley-stop"));
    return signal;
  }

  /** Returns when the process is asked to end. */
  public void await() throws InterruptedException {
    stop.await();
  }

  @Override
  public void close() {
    stopped.countDown();
  }

  private void askAndWait() {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
