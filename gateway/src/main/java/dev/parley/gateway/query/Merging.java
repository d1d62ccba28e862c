// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.gateway.query.MergeProgress.State;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.wire.PipeNames;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Has partials merged and opens what was merged, whatever becomes of single invocations: a cloud
 * may begin one late, lose it, or let it die half-way. The merged object says that it is done, and
 * nothing else does; the action writes it once, so that asking again is safe.
 */
final class Merging {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(2);

  /** The cloud may say so often that it has merged before; then the object should be there. */
  private static final int MOST_CLAIMS = 3;

  /** By so much an invocation may outlive its query, which ends first and says why. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final MergeAction action;
  private final Pipe pipe;
  private final PipeNames names;
  private final Executor threads;
  private final Patience patience;

  /**
   * How long to wait for what usually comes at once.
   *
   * @param look after how long without an answer to look for the object all the same
   * @param again how long to look for the object of an action that is still at it, before it is
   *     invoked again; each time twice as long
   */
  record Patience(Duration look, Duration again) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(3), Duration.ofSeconds(15));
  }

  Merging(MergeAction action, Pipe pipe, PipeNames names, Executor threads, Patience patience) {
    this.action = action;
    this.pipe = pipe;
    this.names = names;
    this.threads = threads;
    this.patience = patience;
  }

  /**
   * Merges the partials of {@code nodes}, and opens the merged object; the caller closes it.
   *
   * @throws ParleyException with {@link ErrorCode#ACTION_FAILED}, {@link ErrorCode#TOO_FEW_OWNERS},
   *     {@link ErrorCode#ANSWER_FORGED} if the cloud says it has merged, and no object is there, or
   *     {@link ErrorCode#TIMED_OUT} if it does not end in time
   */
  InputStream open(Asked asked, List<NodeId> nodes, Terms terms) throws PipeException {
    Cancellation cancellation = terms.cancellation();
    Duration wait = patience.again();
    int claims = 0;
    while (true) {
      Cancellation invocation = Cancellation.after(cancellation.left().plus(GRACE));
      try {
        CompletableFuture<MergeProgress> answer = invoke(asked, nodes, invocation);
        Optional<InputStream> object = lookUntil(answer, asked, cancellation);
        if (object.isPresent()) {
          return object.get();
        }
        MergeProgress progress = progress(answer);
        if (progress.state() == State.MERGED) {
          terms.trace().merged(progress.took());
          return object(asked).orElseThrow(Merging::forged);
        }
        object = lookFor(asked, wait, cancellation);
        if (object.isPresent()) {
          return object.get();
        }
        claims += progress.state() == State.MERGED_BEFORE ? 1 : 0;
        if (claims >= MOST_CLAIMS) {
          throw forged();
        }
        wait = shorter(wait.multipliedBy(2), LONGEST_PATIENCE);
      } finally {
        invocation.cancel();
      }
    }
  }

  private CompletableFuture<MergeProgress> invoke(
      Asked asked, List<NodeId> nodes, Cancellation invocation) {
    return CompletableFuture.supplyAsync(
        () -> action.invoke(asked.ticket(), asked.principal().analyst(), nodes, invocation),
        threads);
  }

  private static MergeProgress progress(CompletableFuture<MergeProgress> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  /** Waits for the answer, and after a while looks for the object as well. */
  private Optional<InputStream> lookUntil(
      CompletableFuture<?> answer, Asked asked, Cancellation cancellation) throws PipeException {
    cancellation.pause(patience.look(), answer);
    while (!answer.isDone()) {
      cancellation.check();
      Optional<InputStream> object = object(asked);
      if (object.isPresent()) {
        return object;
      }
      cancellation.pause(LONGEST_PAUSE, answer);
    }
    return Optional.empty();
  }

  private Optional<InputStream> lookFor(Asked asked, Duration most, Cancellation cancellation)
      throws PipeException {
    Duration pause = FIRST_PAUSE;
    long begun = System.nanoTime();
    while (true) {
      Optional<InputStream> object = object(asked);
      if (object.isPresent() || System.nanoTime() - begun >= most.toNanos()) {
        return object;
      }
      cancellation.check();
      cancellation.pause(pause);
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  private Optional<InputStream> object(Asked asked) throws PipeException {
    String bucket = names.merged(asked.principal().analyst().value());
    return pipe.open(bucket, PipeNames.answer(asked.queryId().value()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static ParleyException forged() {
    return new ParleyException(
        ErrorCode.ANSWER_FORGED,
        "The cloud says that it has merged, and no merged answer is there",
        "Run the query again.");
  }
}
