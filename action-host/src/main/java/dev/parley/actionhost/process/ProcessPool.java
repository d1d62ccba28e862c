// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.process;

import com.google.gson.JsonObject;
import dev.parley.actionhost.activation.Activation.Outcome;
import dev.parley.actionhost.activation.ActivationStatus;
import dev.parley.actionhost.config.HostLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs actions in processes, of which it keeps some warm and never more than a number. */
public final class ProcessPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessPool.class);

  private final Duration idleLimit;
  private final Semaphore permits;
  private final Deque<ActionProcess> idle = new ArrayDeque<>();
  private final Set<ActionProcess> all = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService sweeper;
  private volatile boolean closed;

  /** Starts no process yet. */
  public ProcessPool(HostLimits limits) {
    this.idleLimit = limits.idle();
    this.permits = new Semaphore(limits.processes(), true);
    this.sweeper =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "action-sweeper");
              thread.setDaemon(true);
              return thread;
            });
    long period = Math.max(100, Math.min(10_000, limits.idle().toMillis() / 2));
    // Sweeping does not throw, so nobody asks the future how it went.
    var unused = sweeper.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
  }

  /**
   * Runs an action once, in a warm process if there is one.
   *
   * @param envelope the body of {@code /run}
   */
  public Outcome run(ActionImage image, JsonObject envelope) throws InterruptedException {
    if (!permits.tryAcquire(image.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
      return Outcome.failed(ActivationStatus.INTERNAL_ERROR, "No process became free in time.");
    }
    try {
      return run(lease(image), envelope);
    } catch (ActionStartException e) {
      return Outcome.failed(ActivationStatus.DEVELOPER_ERROR, e.fact());
    } catch (IOException e) {
      LOG.error("not started action={}", image.action(), e);
      return Outcome.failed(ActivationStatus.INTERNAL_ERROR, "No process could be started.");
    } finally {
      permits.release();
    }
  }

  private Outcome run(ActionProcess process, JsonObject envelope) throws InterruptedException {
    boolean reusable = false;
    try {
      Outcome outcome = process.run(envelope);
      reusable =
          outcome.status() == ActivationStatus.SUCCESS
              || outcome.status() == ActivationStatus.APPLICATION_ERROR;
      return outcome;
    } finally {
      giveBack(process, reusable);
    }
  }

  private ActionProcess lease(ActionImage image) throws IOException, InterruptedException {
    ActionProcess warm = takeIdle(image);
    if (warm != null) {
      return warm;
    }
    long start = System.nanoTime();
    ActionProcess process = ActionProcess.start(image);
    all.add(process);
    if (closed) {
      end(process);
      throw new IOException("The pool is closed");
    }
    LOG.info(
        "started action={} pid={} ms={}",
        image.action(),
        process.pid(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    return process;
  }

  /** Takes a warm process of that image; if there is none, makes room for a new one. */
  private synchronized @Nullable ActionProcess takeIdle(ActionImage image) {
    for (Iterator<ActionProcess> latestFirst = idle.iterator(); latestFirst.hasNext(); ) {
      ActionProcess process = latestFirst.next();
      if (!process.isAlive()) {
        latestFirst.remove();
        end(process);
      } else if (isOf(process, image)) {
        latestFirst.remove();
        return process;
      }
    }
    while (idle.size() > permits.availablePermits()) {
      end(idle.removeLast());
    }
    return null;
  }

  private static boolean isOf(ActionProcess process, ActionImage image) {
    return process.image().action().equals(image.action())
        && process.image().revision() == image.revision();
  }

  private synchronized void giveBack(ActionProcess process, boolean reusable) {
    if (reusable && !closed) {
      idle.addFirst(process);
    } else {
      end(process);
    }
  }

  private synchronized void sweep() {
    for (Iterator<ActionProcess> processes = idle.iterator(); processes.hasNext(); ) {
      ActionProcess process = processes.next();
      if (!process.isAlive() || process.idle().compareTo(idleLimit) > 0) {
        processes.remove();
        end(process);
      }
    }
  }

  private void end(ActionProcess process) {
    all.remove(process);
    process.close();
    LOG.info("ended action={} pid={}", process.image().action(), process.pid());
  }

  /** Kills all processes, also those at work. */
  @Override
  public void close() {
    closed = true;
    sweeper.shutdownNow();
    all.forEach(this::end);
  }
}
