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
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the owners: seals one sub-query to each, waits, has their partials merged, opens the sum.
 */
public final class SecureQueries {
  private static final Logger log = LoggerFactory.getLogger(SecureQueries.class);

  private final Federation federation;
  private final Pipe pipe;
  private final PipeNames names;
  private final NodeBoards boards;
  private final MergeAction action;
  private final MergedAnswers answers;
  private final SecureRandom random = new SecureRandom();

  /** Asks the owners of {@code federation} over {@code pipe}. */
  public SecureQueries(Federation federation, Pipe pipe, QueryLimits limits) {
    this.federation = federation;
    this.pipe = pipe;
    this.names = new PipeNames(federation.manifest().federation().value());
    this.boards = new NodeBoards(federation, pipe);
    this.action = new MergeAction(limits.action());
    this.answers = new MergedAnswers(federation.keys().paillier(), limits.maxGroups());
  }

  /**
   * Runs a question to its end.
   *
   * @throws ParleyException if a node is missing or refuses, if pipe or action fail, if the answer
   *     fails its checks, or if {@code cancellation} ends the run
   */
  public OpenedAnswer run(
      SecureQuestion question, Principal principal, Cancellation cancellation, QueryTrace trace) {
    boards.requireOnline(question.participants());
    Asked asked = prepare(question, principal, cancellation);
    trace.asked(asked.queryId(), question.participants());
    try {
      send(asked);
      boards.await(asked, cancellation);
      trace.answered();
      trace.merged(
          action.invoke(
              asked.queryId(), principal.analyst(), question.participants(), cancellation));
      OpenedAnswer answer = open(asked, cancellation, trace);
      trace.opened(answer.groups().size());
      return answer;
    } catch (PipeException e) {
      throw e.toParleyException();
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.PIPE_FAILED,
          "The merged answer could not be read to its end",
          "Run the query again.",
          e);
    } finally {
      asked.secret().destroy();
      withdraw(asked);
    }
  }

  private Asked prepare(SecureQuestion question, Principal principal, Cancellation cancellation) {
    QuerySecret secret = QuerySecret.random(random);
    Instant expiry =
        Instant.now().plus(cancellation.left()).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    SubQuery subQuery = subQuery(question, secret);
    return new Asked(
        QueryId.random(random),
        principal,
        question,
        secret,
        SubQueryMessage.digest(subQuery),
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
              SubQueryMessage.of(context, subQuery).encode());
      pipe.put(
          names.in(analyst, node.value()), PipeNames.subQuery(asked.queryId().value()), sealed);
    }
  }

  private OpenedAnswer open(Asked asked, Cancellation cancellation, QueryTrace trace)
      throws PipeException, IOException {
    String bucket = names.merged(asked.principal().analyst().value());
    InputStream object =
        pipe.open(bucket, PipeNames.answer(asked.queryId().value()))
            .orElseThrow(
                () ->
                    new ParleyException(
                        ErrorCode.ANSWER_FORGED,
                        "The cloud says that it has merged, and no merged answer is there",
                        "Run the query again."));
    try (InputStream counted = trace.counting(object)) {
      return answers.open(asked, counted, cancellation);
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
      }
    }
  }
}
