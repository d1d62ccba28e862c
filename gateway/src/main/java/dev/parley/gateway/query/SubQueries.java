// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.crypto.seal.SealingPublicKey;
import dev.parley.gateway.members.Federation;
import dev.parley.gateway.members.Federation.Asking;
import dev.parley.keys.Envelope;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.PipeException.Kind;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.SubQuery;
import dev.parley.wire.MergeTicket;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PipeNames;
import dev.parley.wire.WireFormatException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a question as sub-queries, one sealed to each node, and takes them back. */
final class SubQueries {
  private static final Logger log = LoggerFactory.getLogger(SubQueries.class);

  private static final int MOST_LEFT = 1000;

  private final Federation federation;
  private final Pipe pipe;
  private final PipeNames names;
  private final Fanout fanout;
  private final SecureRandom random = new SecureRandom();

  /** What could not be taken back yet. */
  private final BlockingQueue<Left> left = new ArrayBlockingQueue<>(MOST_LEFT);

  private record Left(String bucket, String key) {}

  SubQueries(Federation federation, Pipe pipe, Fanout fanout) {
    this.federation = federation;
    this.pipe = pipe;
    this.fanout = fanout;
    this.names = new PipeNames(federation.manifest().federation().value());
  }

  /** Gives a question an id, a secret, and the time at which it ends. */
  Asked prepare(SecureQuestion question, Terms terms) {
    Asking asking = federation.asking();
    QuerySecret secret = QuerySecret.random(random);
    MergeTicket ticket = MergeTicket.random(random);
    Instant expiry =
        Instant.now()
            .plus(terms.cancellation().left())
            .truncatedTo(ChronoUnit.SECONDS)
            .plusSeconds(1);
    return new Asked(
        QueryId.of(ticket.queryId()),
        terms.principal(),
        asking,
        question,
        secret,
        SubQueryMessage.digest(subQuery(question, secret, asking)),
        expiry,
        ticket);
  }

  private static SubQuery subQuery(SecureQuestion question, QuerySecret secret, Asking asking) {
    return new SubQuery(
        question.query().toSql(),
        question.participants(),
        question.slots(),
        asking.keys().paillier().publicKey().fingerprint(),
        secret,
        question.places(),
        question.narrowing());
  }

  /**
   * Asks every participant.
   *
   * @throws ParleyException with {@link ErrorCode#NOT_SUPPORTED} if the question is too long
   */
  void send(Asked asked) throws PipeException {
    SubQuery subQuery = subQuery(asked.question(), asked.secret(), asked.asking());
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    fanout.each(
        asked.question().participants(),
        node ->
            send(
                asked,
                SubQueryMessage.of(
                    new QueryContext(
                        asked.asking().manifest().federation(),
                        node,
                        asked.principal(),
                        asked.queryId(),
                        1,
                        1,
                        now,
                        asked.expiry()),
                    subQuery)));
  }

  private void send(Asked asked, SubQueryMessage message) throws PipeException {
    String analyst = asked.principal().analyst().value();
    NodeId node = message.context().recipient();
    byte[] sealed =
        Envelope.seal(
            ObjectKind.SUB_QUERY,
            new Envelope.Sender(analyst, asked.asking().keys()),
            recipient(asked, node),
            readable(message.encode()));
    pipe.put(names.in(analyst, node.value()), PipeNames.subQuery(asked.queryId().value()), sealed);
  }

  private static SealingPublicKey recipient(Asked asked, NodeId node) {
    return asked
        .asking()
        .manifest()
        .node(node)
        .map(identity -> identity.keys().current().sealing())
        .orElseThrow(
            () ->
                new ParleyException(
                    ErrorCode.NODE_MISSING,
                    "Node '%s' is no member of the federation any more".formatted(node),
                    "Run the query again."));
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

  /**
   * Takes the sub-queries back, so that nodes which have not begun need not; and those that an
   * earlier question had to leave, for the pipe was away.
   */
  void withdraw(Asked asked) {
    String analyst = asked.principal().analyst().value();
    String key = PipeNames.subQuery(asked.queryId().value());
    List<Left> due = new ArrayList<>();
    for (NodeId node : asked.question().participants()) {
      due.add(new Left(names.in(analyst, node.value()), key));
    }
    left.drainTo(due);
    for (int i = 0; i < due.size(); i++) {
      if (!withdraw(due.get(i))) {
        due.subList(i + 1, due.size()).forEach(this::leave);
        return;
      }
    }
  }

  /** Returns whether the pipe is there for more. */
  private boolean withdraw(Left object) {
    try {
      pipe.delete(object.bucket(), object.key());
      return true;
    } catch (PipeException e) {
      log.warn("withdraw-failed key={} kind={}", object.key(), e.kind());
      if (e.kind() == Kind.UNREACHABLE || e.kind() == Kind.FAILED) {
        leave(object);
      }
      return e.kind() != Kind.UNREACHABLE;
    }
  }

  /** If there are too many, the pipe's own sweeper has to do. */
  private void leave(Left object) {
    if (!left.offer(object)) {
      log.warn("withdraw-given-up key={}", object.key());
    }
  }
}
