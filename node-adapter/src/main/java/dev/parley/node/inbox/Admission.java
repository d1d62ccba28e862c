// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.keys.Envelope;
import dev.parley.node.config.Policy;
import dev.parley.node.member.Membership;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.WireFormatException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides whether a sub-query is one, and whether its sender may ask. What is not surely from an
 * analyst of the federation gets no answer; everybody else is told why not.
 */
final class Admission {
  /** How far the clocks of analysts may be off. */
  static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

  /** How long a sub-query may live: the ledger remembers each at least as long. */
  static final Duration MAX_LIFETIME = Duration.ofDays(1);

  private final Membership member;
  private final Clock clock;

  Admission(Membership member, Clock clock) {
    this.member = member;
    this.clock = clock;
  }

  /**
   * Opens what lay in {@code analyst}'s bucket under {@code queryId}.
   *
   * @throws WireFormatException if it is not a sub-query of this analyst and id for this node
   */
  SubQueryMessage authenticate(AnalystIdentity analyst, QueryId queryId, byte[] object) {
    Envelope envelope = Envelope.open(ObjectKind.SUB_QUERY, member.keys().sealing(), object);
    if (!envelope.claimedSender().equals(analyst.analyst().value())) {
      throw new WireFormatException("Sub-query of another than the bucket's analyst");
    }
    SubQueryMessage message = SubQueryMessage.decode(envelope.payload(analyst.signing()));
    QueryContext context = message.context();
    if (!context.federation().equals(member.federation())
        || !context.recipient().equals(member.node())
        || !context.principal().analyst().equals(analyst.analyst())
        || !context.queryId().equals(queryId)) {
      throw new WireFormatException("Sub-query for another place than it lay in");
    }
    return message;
  }

  /**
   * Confirms that the sender may ask this, of these owners, now.
   *
   * @throws ParleyException if not
   */
  void admit(SubQueryMessage message, AnalystIdentity analyst, Policy policy) {
    requireGrant(message.context().principal(), policy);
    requireTime(message.context());
    requireParticipants(message, policy);
    if (!message.subQuery().paillierKey().equals(analyst.paillier().fingerprint())) {
      throw refused("it asks for a Paillier key that is not the analyst's");
    }
  }

  private void requireGrant(Principal principal, Policy policy) {
    if (!policy.analysts().contains(principal.analyst())) {
      throw new ParleyException(
          ErrorCode.NOT_GRANTED,
          "Node '%s' has not granted analyst '%s'".formatted(member.node(), principal.analyst()),
          "Ask the data owner to name the analyst in the policy.");
    }
    if (!policy.grants(principal)) {
      throw new ParleyException(
          ErrorCode.NOT_GRANTED,
          "Node '%s' has not granted user '%s' of analyst '%s'"
              .formatted(member.node(), principal.user(), principal.analyst()),
          "Ask the data owner to name the user in the policy.");
    }
  }

  private void requireTime(QueryContext context) {
    Instant now = clock.instant();
    if (context.issuedAt().isAfter(now.plus(CLOCK_SKEW))
        || context.expiry().plus(CLOCK_SKEW).isBefore(now)) {
      throw refused("it has expired, or the clocks differ by more than ten minutes");
    }
    if (Duration.between(context.issuedAt(), context.expiry()).compareTo(MAX_LIFETIME) > 0) {
      throw refused("it would live for more than a day");
    }
  }

  /** Names that nobody bears would make a merge look as if it had more owners in it. */
  private void requireParticipants(SubQueryMessage message, Policy policy) {
    var participants = message.subQuery().participants();
    if (!participants.contains(member.node())
        || participants.stream().anyMatch(node -> member.manifest().node(node).isEmpty())) {
      throw refused("its participants are not members of the federation, or this node is none");
    }
    if (participants.size() < policy.minOwners()) {
      throw new ParleyException(
          ErrorCode.TOO_FEW_OWNERS,
          "Node '%s' wants at least %d owners in an answer, and %d were asked"
              .formatted(member.node(), policy.minOwners(), participants.size()),
          "Ask the whole federation, or ask the data owner to lower minOwners.");
    }
  }

  private ParleyException refused(String fact) {
    return new ParleyException(
        ErrorCode.PEER_REFUSED,
        "Node '%s' refuses a sub-query: %s".formatted(member.node(), fact),
        "Check the clock, the manifest and the keys of the gateway.");
  }
}
