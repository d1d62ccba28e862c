// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** Ends what takes longer than it may; a thread of its own, which begins with the first of them. */
final class Deadlines {
  private final String name;
  private @Nullable Timer timer;
  private boolean closed;

  /**
   * @param name of the thread
   */
  Deadlines(String name) {
    this.name = name;
  }

  /**
   * Begins a deadline; cancel it when what it ends has ended.
   *
   * @param millis 0 for none
   */
  synchronized TimerTask begin(long millis, Runnable end) {
    TimerTask deadline =
        new TimerTask() {
          @Override
          public void run() {
            end.run();
          }
        };
    if (millis > 0 && !closed) {
      if (timer == null) {
        timer = new Timer(name, true);
      }
      timer.schedule(deadline, millis);
    }
    return deadline;
  }

  synchronized void close() {
    closed = true;
    if (timer != null) {
      timer.cancel();
    }
  }
}
