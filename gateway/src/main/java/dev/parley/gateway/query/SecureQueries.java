// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.gateway.members.Federation;
import dev.parley.keys.Envelope;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.SubQuery;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PipeNames;
import dev.parley.wire.WireFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the owners: seals one sub-query to each, waits, has their partials merged, opens the sum.
 */
public final class SecureQueries implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SecureQueries.class);

  /** How long a run may take to say why it did not end in time. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final Duration CLOSING = Duration.ofSeconds(2);
  private static final Duration MERGE_PAUSE = Duration.ofMillis(100);

  private final Federation federation;
  private final Pipe pipe;
  private final PipeNames names;
  private final NodeBoards boards;
  private final MergeAction action;
  private final MergedAnswers answers;
  private final SecureRandom random = new SecureRandom();
  private final ExecutorService runs =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "parley-query");
            thread.setDaemon(true);
            return thread;
          });

  /** Asks the owners of {@code federation} over {@code pipe}. */
  public SecureQueries(Federation federation, Pipe pipe, QueryLimits limits) {
    this.federation = federation;
    this.pipe = pipe;
    this.names = new PipeNames(federation.manifest().federation().value());
    this.boards = new NodeBoards(federation, pipe);
    this.action = new MergeAction(limits.action());
    this.answers =
        new MergedAnswers(
            federation.manifest().federation(), federation.keys().paillier(), limits.maxGroups());
  }

  /**
   * Runs a question to its end. A thread of its own does so, for calls to the pipe cannot be broken
   * off, and a caller whose time is up, or who cancels, is not kept waiting for them.
   *
   * @throws ParleyException if a node is missing or refuses, if pipe or action fail, if the answer
   *     fails its checks, or if {@code cancellation} ends the run
   */
  public OpenedAnswer run(
      SecureQuestion question, Principal principal, Cancellation cancellation, QueryTrace trace) {
    cancellation.check();
    boards.requireOnline(question.participants());
    Asked asked = prepare(question, principal, cancellation);
    trace.asked(asked.queryId(), question.participants());
    CompletableFuture<OpenedAnswer> outcome = new CompletableFuture<>();
    runs.execute(() -> run(asked, cancellation, trace, outcome));
    if (!cancellation.await(outcome, GRACE)) {
      throw cancellation.timedOut();
    }
    try {
      return outcome.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  private void run(
      Asked asked,
      Cancellation cancellation,
      QueryTrace trace,
      CompletableFuture<OpenedAnswer> outcome) {
    try {
      outcome.complete(answer(asked, cancellation, trace));
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    } finally {
      asked.secret().destroy();
      withdraw(asked);
    }
  }

  private OpenedAnswer answer(Asked asked, Cancellation cancellation, QueryTrace trace) {
    try {
      send(asked);
      boards.await(asked, cancellation);
      trace.answered();
      Optional<Duration> took =
          action.invoke(
              asked.queryId(),
              asked.principal().analyst(),
              asked.question().participants(),
              cancellation);
      took.ifPresent(trace::merged);
      try (InputStream object = trace.counting(merged(asked, took.isPresent(), cancellation))) {
        OpenedAnswer answer = answers.open(asked, object, cancellation);
        trace.opened(answer.groups().size());
        return answer;
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

  private Asked prepare(SecureQuestion question, Principal principal, Cancellation cancellation) {
    QuerySecret secret = QuerySecret.random(random);
    Instant expiry =
        Instant.now().plus(cancellation.left()).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    return new Asked(
        QueryId.random(random),
        principal,
        question,
        secret,
        SubQueryMessage.digest(subQuery(question, secret)),
        expiry);
  }

  private SubQuery subQuery(SecureQuestion question, QuerySecret secret) {
    return new SubQuery(
        question.query().toSql(),
        question.participants(),
        question.slots(),
        federation.keys().paillier().publicKey().fingerprint(),
        secret);
  }

  private void send(Asked asked) throws PipeException {
    SubQuery subQuery = subQuery(asked.question(), asked.secret());
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String analyst = asked.principal().analyst().value();
    for (NodeId node : asked.question().participants()) {
      QueryContext context =
          new QueryContext(
              federation.manifest().federation(),
              node,
              asked.principal(),
              asked.queryId(),
              1,
              1,
              now,
              asked.expiry());
      byte[] sealed =
          Envelope.seal(
              ObjectKind.SUB_QUERY,
              new Envelope.Sender(analyst, federation.keys().signing()),
              federation.identity(node).sealing(),
              readable(SubQueryMessage.of(context, subQuery).encode()));
      pipe.put(
          names.in(analyst, node.value()), PipeNames.subQuery(asked.queryId().value()), sealed);
    }
  }

  /** A message that is too long for nodes to read would never be answered. */
  private static byte[] readable(byte[] message) {
    try {
      SubQueryMessage unused = SubQueryMessage.decode(message);
      return message;
    } catch (WireFormatException e) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "The question is longer than nodes take",
          "Ask for fewer aggregates at once, or with a shorter condition.");
    }
  }

  /** Opens the merged object; unless it must be there already, waits for it. */
  private InputStream merged(Asked asked, boolean mustBeThere, Cancellation cancellation)
      throws PipeException {
    String bucket = names.merged(asked.principal().analyst().value());
    while (true) {
      Optional<InputStream> object = pipe.open(bucket, PipeNames.answer(asked.queryId().value()));
      if (object.isPresent()) {
        return object.get();
      }
      if (mustBeThere) {
        throw new ParleyException(
            ErrorCode.ANSWER_FORGED,
            "The cloud says that it has merged, and no merged answer is there",
            "Run the query again.");
      }
      cancellation.check();
      cancellation.pause(MERGE_PAUSE);
    }
  }

  /** Takes the sub-queries back, so that nodes which have not begun need not. */
  private void withdraw(Asked asked) {
    String analyst = asked.principal().analyst().value();
    for (NodeId node : asked.question().participants()) {
      try {
        pipe.delete(names.in(analyst, node.value()), PipeNames.subQuery(asked.queryId().value()));
      } catch (PipeException e) {
        log.warn("withdraw-failed query={} node={} kind={}", asked.queryId(), node, e.kind());
        if (e.kind() == PipeException.Kind.UNREACHABLE) {
          return;
        }
      }
    }
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
    }
  }
}
