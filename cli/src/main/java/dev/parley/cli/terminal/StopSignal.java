// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what a command has opened, in reverse order: when the command ends, or when its process is
 * asked to end (SIGTERM, SIGHUP, Ctrl-C) while the command waits for something else.
 */
public final class StopSignal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StopSignal.class);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  private StopSignal() {}

  /** Listens for the end of this process. */
  public static StopSignal ofProcess() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "parley-stop"));
    return signal;
  }

  /** Takes care of {@code resource}, and returns it. */
  public synchronized <T extends AutoCloseable> T closing(T resource) {
    resources.push(resource);
    return resource;
  }

  /** Returns when the process is asked to end. */
  public void await() throws InterruptedException {
    stop.await();
  }

  /** Closes everything; what does not close keeps nothing else from being closed. */
  @Override
  public synchronized void close() {
    while (!resources.isEmpty()) {
      try {
        resources.pop().close();
      } catch (Exception e) {
        log.warn("not-closed", e);
      }
    }
  }

  private void stop() {
    stop.countDown();
    close();
  }
}
