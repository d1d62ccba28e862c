// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.pipe.PipeException;
import dev.parley.protocol.query.QueryContext;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts an answer into the pipe, again and again until it is there or nobody waits for it. */
final class Publication {
  private static final Logger log = LoggerFactory.getLogger(Publication.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Clock clock;

  Publication(Clock clock) {
    this.clock = clock;
  }

  /** Something that may be repeated. */
  @FunctionalInterface
  interface Step {
    void run() throws PipeException;
  }

  /** Runs {@code step} until it succeeds, or the query expires. */
  void publish(QueryContext context, Step step) {
    long pauseMillis = FIRST_PAUSE_MILLIS;
    boolean noted = false;
    while (true) {
      try {
        step.run();
        return;
      } catch (PipeException e) {
        if (!noted) {
          log.warn("unpublished query={} kind={}", context.queryId(), e.kind());
          noted = true;
        }
      }
      if (clock.instant().isAfter(context.expiry().plus(QueryContext.CLOCK_SKEW))
          || !slept(pauseMillis)) {
        log.warn("gave up query={}", context.queryId());
        return;
      }
      pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }
  }

  private static boolean slept(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
