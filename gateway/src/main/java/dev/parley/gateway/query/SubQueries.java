// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.crypto.seal.SealingPublicKey;
import dev.parley.gateway.members.Federation;
import dev.parley.gateway.members.Federation.Asking;
import dev.parley.keys.Envelope;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.NodeId;
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
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a question as sub-queries, one sealed to each node, and takes them back. */
final class SubQueries {
  private static final Logger log = LoggerFactory.getLogger(SubQueries.class);

  private final Federation federation;
  private final Pipe pipe;
  private final PipeNames names;
  private final SecureRandom random = new SecureRandom();

  SubQueries(Federation federation, Pipe pipe) {
    this.federation = federation;
    this.pipe = pipe;
    this.names = new PipeNames(federation.manifest().federation().value());
  }

  /** Gives a question an id, a secret, and the time at which it ends. */
  Asked prepare(SecureQuestion question, Terms terms) {
    Asking asking = federation.asking();
    QuerySecret secret = QuerySecret.random(random);
    Instant expiry =
        Instant.now()
            .plus(terms.cancellation().left())
            .truncatedTo(ChronoUnit.SECONDS)
            .plusSeconds(1);
    return new Asked(
        QueryId.random(random),
        terms.principal(),
        asking,
        question,
        secret,
        SubQueryMessage.digest(subQuery(question, secret, asking)),
        expiry);
  }

  private static SubQuery subQuery(SecureQuestion question, QuerySecret secret, Asking asking) {
    return new SubQuery(
        question.query().toSql(),
        question.participants(),
        question.slots(),
        asking.keys().paillier().publicKey().fingerprint(),
        secret,
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
    String analyst = asked.principal().analyst().value();
    for (NodeId node : asked.question().participants()) {
      QueryContext context =
          new QueryContext(
              asked.asking().manifest().federation(),
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
              new Envelope.Sender(analyst, asked.asking().keys()),
              recipient(asked, node),
              readable(SubQueryMessage.of(context, subQuery).encode()));
      pipe.put(
          names.in(analyst, node.value()), PipeNames.subQuery(asked.queryId().value()), sealed);
    }
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

  /** Takes the sub-queries back, so that nodes which have not begun need not. */
  void withdraw(Asked asked) {
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
}
