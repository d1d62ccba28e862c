// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import dev.parley.node.member.Membership;
import dev.parley.node.publish.Publisher;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does every second beside answering: look at its policy and its manifest, publish
 * catalogs, live.
 */
final class Housekeeping implements AutoCloseable {
  /** How long the end of a node waits for the round that is at work. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  /** A heartbeat that promises so soon a next one is the last. */
  private static final Duration GONE = Duration.ofMillis(1);

  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

  private final Publisher publisher;
  private final Membership member;
  private final PolicyWatch watch;
  private final Pace pace;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "parley-housekeeping");
            thread.setDaemon(true);
            return thread;
          });

  private boolean catalogDue = true;
  private boolean failing;
  private Instant heartbeatDue = Instant.MIN;

  Housekeeping(Publisher publisher, Membership member, PolicyWatch watch, Pace pace) {
    this.publisher = publisher;
    this.member = member;
    this.watch = watch;
    this.pace = pace;
  }

  void start() {
    // what became of it need not be asked: a round never throws
    var unused =
        clockwork.scheduleWithFixedDelay(
            this::round, 0, pace.round().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Never throws: an exception would end the rounds. */
  private void round() {
    try {
      catalogDue |= member.refresh();
      catalogDue |= watch.refresh();
      if (catalogDue) {
        publisher.catalogs(watch.standing().last(), watch.product());
        catalogDue = false;
      }
      if (!Instant.now().isBefore(heartbeatDue)) {
        publisher.heartbeat(pace.heartbeat(), Node.VERSION);
        heartbeatDue = Instant.now().plus(pace.heartbeat());
      }
      failing = false;
    } catch (PipeException e) {
      note("pipe " + e.kind());
    } catch (ParleyException e) {
      note(e.fact());
    } catch (RuntimeException | Error e) {
      // also where memory did not suffice: a revocation is to be seen all the same
      note(e.getClass().getName());
    }
  }

  private void note(String cause) {
    if (!failing) {
      log.warn("housekeeping failed, and goes on cause={}", cause);
    }
    failing = true;
  }

  /** Ends the rounds, and says so, for else the node would seem to be there for a while. */
  @Override
  public void close() {
    clockwork.shutdown();
    try {
      if (clockwork.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        publisher.heartbeat(GONE, Node.VERSION);
      } else {
        clockwork.shutdownNow();
      }
    } catch (PipeException e) {
      log.info("farewell failed kind={}", e.kind());
    } catch (InterruptedException e) {
      clockwork.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
