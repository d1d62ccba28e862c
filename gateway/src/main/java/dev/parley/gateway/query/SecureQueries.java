// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.gateway.members.Federation;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.Speaks;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks the owners: seals one sub-query to each, waits, has their partials merged, opens the sum.
 */
public final class SecureQueries implements AutoCloseable {
  /** How long a run may take to say why it did not end in time. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final Duration CLOSING = Duration.ofSeconds(2);
  private static final long IDLE_SECONDS = 60;
  private static final int MOST_SENDERS = 16;

  /** Each waits at the pipe for one node's answer to one question. */
  private static final int MOST_LISTENERS = 64;

  private final SubQueries subQueries;
  private final NodeBoards boards;
  private final Understanding understanding;
  private final Merging merging;
  private final MergedAnswers answers;
  private final ExecutorService runs = Executors.newCachedThreadPool(named("parley-query"));
  private final ExecutorService senders =
      threads(MOST_SENDERS, "parley-send", (task, busy) -> task.run());
  private final ExecutorService listeners =
      threads(MOST_LISTENERS, "parley-bell", new ThreadPoolExecutor.AbortPolicy());

  /** Asks the owners of {@code federation} over {@code pipe}. */
  public SecureQueries(Federation federation, Pipe pipe, QueryLimits limits) {
    this(federation, pipe, limits, Merging.Patience.USUAL);
  }

  SecureQueries(Federation federation, Pipe pipe, QueryLimits limits, Merging.Patience patience) {
    PipeNames names = new PipeNames(federation.manifest().federation().value());
    this.subQueries = new SubQueries(federation, pipe, new Fanout(senders));
    this.boards = new NodeBoards(federation, pipe, listeners);
    this.understanding = new Understanding(federation, Speaks.OURS);
    this.merging = new Merging(new MergeAction(limits.action()), pipe, names, runs, patience);
    this.answers = new MergedAnswers(federation.manifest().federation(), limits.maxGroups());
  }

  /**
   * Runs a question to its end. A thread of its own does so, for calls to the pipe cannot be broken
   * off, and a caller whose time is up, or who cancels, is not kept waiting for them.
   *
   * <p>Nodes that are offline are not asked if enough are left; nodes that vanish later, or stay
   * silent for most of the time, are not merged if enough have answered. A node that refuses is an
   * error whatever the quorum.
   *
   * @throws ParleyException if too many nodes are missing or one refuses, if pipe or action fail,
   *     if the answer fails its checks, or if the run is cancelled
   */
  public OpenedAnswer run(SecureQuestion question, Terms terms) {
    terms.cancellation().check();
    Attendance attendance = new Attendance(question.participants(), terms.quorum(), terms.trace());
    attendance.goOnWithout(terms.absences());
    boards.leaveOutOffline(attendance);
    understanding.require(question.to(attendance.pending()));
    Asked asked = subQueries.prepare(question.to(attendance.pending()), terms);
    terms.trace().asked(asked.queryId(), asked.question().participants());
    CompletableFuture<OpenedAnswer> outcome = new CompletableFuture<>();
    runs.execute(() -> run(asked, attendance, terms, outcome));
    if (!terms.cancellation().await(outcome, GRACE)) {
      throw terms.cancellation().timedOut();
    }
    try {
      return outcome.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  private void run(
      Asked asked, Attendance attendance, Terms terms, CompletableFuture<OpenedAnswer> outcome) {
    try {
      outcome.complete(answer(asked, attendance, terms));
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    } finally {
      asked.secret().destroy();
      subQueries.withdraw(asked);
    }
  }

  private OpenedAnswer answer(Asked asked, Attendance attendance, Terms terms) {
    QueryTrace trace = terms.trace();
    Cancellation cancellation = terms.cancellation();
    try {
      attendance.asked();
      subQueries.send(asked);
      boards.await(asked, attendance, cancellation);
      try (InputStream object = trace.counting(merging.open(asked, attendance.answered(), terms))) {
        OpenedAnswer answer = answers.open(asked, attendance.answered(), object, cancellation);
        boards.requireMembers(asked, attendance.answered());
        trace.opened(answer.groups().size(), answer.nodes());
        return answer.without(attendance.absences());
      }
    } catch (PipeException e) {
      throw e.toParleyException();
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.PIPE_FAILED,
          "The merged answer could not be read to its end",
          "Run the query again.",
          e);
    }
  }

  /** Threads that end when they are idle, and what happens if all are busy. */
  private static ExecutorService threads(int most, String name, RejectedExecutionHandler whenBusy) {
    return new ThreadPoolExecutor(
        0, most, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), named(name), whenBusy);
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Lets the last runs take back what they have asked, but not for long. */
  @Override
  public void close() {
    runs.shutdown();
    try {
      if (!runs.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        runs.shutdownNow();
      }
    } catch (InterruptedException e) {
      runs.shutdownNow();
      Thread.currentThread().interrupt();
    } finally {
      senders.shutdownNow();
      listeners.shutdownNow();
    }
  }
}
