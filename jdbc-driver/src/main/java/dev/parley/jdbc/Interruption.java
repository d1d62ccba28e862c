// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Ends what one statement has running at the gateway, from another thread, and nothing else: a run
 * that ends waits for whoever is just about to cancel it, so that the next one is not hit.
 */
final class Interruption {
  /** A cancel that arrives before its query does is sent again after so long. */
  private static final long AGAIN_MILLIS = 20;

  private static final long GIVE_UP_NANOS = 10_000_000_000L;

  private boolean running;
  private boolean late;
  private int interrupting;

  /** Asks a gateway to cancel what a statement runs. */
  interface Request {
    /** Returns whether the gateway had anything to cancel. */
    boolean send() throws SQLException;
  }

  /** Notes that a request is sent. */
  synchronized void begin() {
    running = true;
    late = false;
  }

  /** Notes that its answer is there, or never will be; returns whether its time was up. */
  synchronized boolean end() {
    running = false;
    notifyAll();
    boolean interrupted = false;
    while (interrupting > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return late;
  }

  /** Ends what runs, if anything does; returns when the gateway knows. */
  void interrupt(Request request) throws SQLException {
    if (enter(/* timeIsUp= */ false)) {
      send(request);
    }
  }

  /** The same, since its time is up. */
  void expire(Request request) {
    if (enter(/* timeIsUp= */ true)) {
      try {
        send(request);
      } catch (SQLException e) {
        // The query fails by itself when its connection does.
      }
    }
  }

  private synchronized boolean enter(boolean timeIsUp) {
    if (running) {
      interrupting++;
      late |= timeIsUp;
    }
    return running;
  }

  private void send(Request request) throws SQLException {
    long begun = System.nanoTime();
    try {
      boolean found = request.send();
      while (!found && isStillRunning() && System.nanoTime() - begun < GIVE_UP_NANOS) {
        found = request.send();
      }
    } finally {
      leave();
    }
  }

  private synchronized boolean isStillRunning() {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS);
    try {
      for (long left = 1; running && left > 0; left = until - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return running;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized void leave() {
    interrupting--;
    notifyAll();
  }
}
