// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.node.member.Channel;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.AnalystId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Wakes a node as soon as something changes in an inbox, where the pipe can tell. Only that: who
 * looks from time to time misses nothing, whatever this does.
 */
final class InboxBell implements AutoCloseable {
  /** Each has a thread, and a place among those who wait at the pipe. */
  private static final int MOST_ANALYSTS = 16;

  private static final Duration UNTIL_ASKED_AGAIN = Duration.ofSeconds(30);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** However quickly a pipe says that something has changed. */
  private static final Duration LEAST_PAUSE = Duration.ofMillis(10);

  private final Channel channel;
  private final BooleanSupplier atWork;
  private final Semaphore rung = new Semaphore(0);
  private final Map<AnalystId, Thread> listeners = new HashMap<>();

  /**
   * @param atWork whether anything is at work that may be taken back
   */
  InboxBell(Channel channel, BooleanSupplier atWork) {
    this.channel = channel;
    this.atWork = atWork;
  }

  /** Listens where these may ask, and nowhere else. */
  synchronized void listen(Collection<AnalystId> analysts) {
    listeners
        .entrySet()
        .removeIf(
            listener -> {
              boolean gone = !analysts.contains(listener.getKey());
              if (gone) {
                listener.getValue().interrupt();
              }
              return gone;
            });
    for (AnalystId analyst : analysts) {
      if (listeners.size() < MOST_ANALYSTS && !listeners.containsKey(analyst)) {
        Thread thread = new Thread(() -> listen(analyst), "parley-bell");
        thread.setDaemon(true);
        thread.start();
        listeners.put(analyst, thread);
      }
    }
  }

  /** Waits for so long, or until the bell rings. */
  void await(Duration pause) throws InterruptedException {
    if (rung.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      rung.drainPermits();
    }
  }

  private void listen(AnalystId analyst) {
    List<String> known = List.of();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Optional<List<String>> now = now(analyst, known);
        if (now.isPresent()) {
          boolean asked = !Set.copyOf(known).containsAll(now.get());
          boolean takenBack = !Set.copyOf(now.get()).containsAll(known);
          known = now.get();
          // what is taken back after it was answered can wait until the next look
          if (asked || (takenBack && atWork.getAsBoolean())) {
            rung.release();
          }
          Thread.sleep(LEAST_PAUSE.toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<List<String>> now(AnalystId analyst, List<String> known)
      throws InterruptedException {
    long started = System.nanoTime();
    Duration pause = AFTER_FAILURE;
    try {
      Optional<List<String>> now = channel.awaitAsked(analyst, known);
      boolean waited = System.nanoTime() - started > AFTER_FAILURE.toNanos();
      if (now.isPresent() && (waited || !now.get().equals(known))) {
        return now;
      }
      if (now.isEmpty()) {
        pause = UNTIL_ASKED_AGAIN;
      }
    } catch (PipeException e) {
      // whoever looks will find the same, and log it
    }
    Thread.sleep(pause.toMillis());
    return Optional.empty();
  }

  @Override
  public void close() {
    listen(List.of());
  }
}
