// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLException;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** Cancels queries of one connection that run longer than their statement allows. */
final class QueryDeadlines {
  private static final long MILLIS_PER_SECOND = 1000;

  private @Nullable Timer timer;
  private boolean closed;

  /** Something to do that JDBC lets fail. */
  interface Cancellation {
    void run() throws SQLException;
  }

  /**
   * Begins a deadline; cancel it when the query has ended.
   *
   * @param seconds 0 for none
   */
  synchronized TimerTask begin(int seconds, Cancellation cancellation) {
    TimerTask deadline = new Deadline(cancellation);
    if (seconds > 0 && !closed) {
      if (timer == null) {
        timer = new Timer("parley-query-deadlines", true);
      }
      timer.schedule(deadline, seconds * MILLIS_PER_SECOND);
    }
    return deadline;
  }

  synchronized void close() {
    closed = true;
    if (timer != null) {
      timer.cancel();
    }
  }

  /** The deadline of one run. */
  private static final class Deadline extends TimerTask {
    private final Cancellation cancellation;

    private Deadline(Cancellation cancellation) {
      this.cancellation = cancellation;
    }

    @Override
    public void run() {
      try {
        cancellation.run();
      } catch (SQLException e) {
        // The query fails by itself when its connection does.
      }
    }
  }
}
