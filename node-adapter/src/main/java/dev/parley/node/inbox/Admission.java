// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.inbox;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.PublicKeys;
import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.keys.Envelope;
import dev.parley.node.config.Policy;
import dev.parley.node.member.Membership;
import dev.parley.protocol.AnalystId;
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
 * Decides whether a sub-query is one, and whether its sender may ask. What nobody has signed for
 * this node gets no answer; everybody else is told why not, under the key that the question names.
 */
final class Admission {
  /** How far the clocks of analysts may be off. */
  static final Duration CLOCK_SKEW = QueryContext.CLOCK_SKEW;

  /** How long a sub-query may live: the ledger remembers each at least as long. */
  static final Duration MAX_LIFETIME = Duration.ofDays(1);

  private final Membership member;
  private final Clock clock;

  Admission(Membership member, Clock clock) {
    this.member = member;
    this.clock = clock;
  }

  /**
   * A sub-query that is surely for this node, federation, analyst's bucket and id, and that whoever
   * has signed it was the last to touch.
   *
   * @param envelope in which it came
   */
  record Received(SubQueryMessage message, Envelope envelope) {
    QueryContext context() {
      return message.context();
    }

    AnalystId analyst() {
      return context().principal().analyst();
    }
  }

  /**
   * Opens what lay in {@code analyst}'s bucket under {@code queryId}.
   *
   * @throws WireFormatException if it is not a signed sub-query of this bucket and id for this node
   */
  Received receive(AnalystId analyst, QueryId queryId, byte[] object) {
    Envelope envelope = Envelope.open(ObjectKind.SUB_QUERY, member.keys(), object);
    if (!envelope.claimedSender().equals(analyst.value())) {
      throw new WireFormatException("Sub-query of another than the bucket's analyst");
    }
    SubQueryMessage message = SubQueryMessage.decode(envelope.unattributedPayload());
    QueryContext context = message.context();
    if (!context.federation().equals(member.federation())
        || !context.recipient().equals(member.node())
        || !context.principal().analyst().equals(analyst)
        || !context.queryId().equals(queryId)) {
      throw new WireFormatException("Sub-query for another place than it lay in");
    }
    return new Received(message, envelope);
  }

  /**
   * Confirms that the question is signed with keys that are, or were, the analyst's: what others
   * sign in the analyst's name is none of the analyst's questions.
   *
   * @throws ParleyException if not
   */
  void requireAnalyst(Received received) {
    if (ring(received.analyst()).known(received.envelope().signer()).isEmpty()) {
      throw refused(
          "it is signed with keys that the manifest of epoch %d does not name, or no more"
              .formatted(member.manifest().epoch()));
    }
  }

  /**
   * Confirms that the sender is the analyst, and may ask this, of these owners, now.
   *
   * @return the key under which the answer is to be encrypted
   * @throws ParleyException if not
   */
  PaillierKey admit(Received received, Policy policy) {
    requireGrant(received.context().principal(), policy);
    requireAnalyst(received);
    KeyRing ring = ring(received.analyst());
    requireKeys(received, ring);
    requireFirstRound(received.context());
    requireTime(received.context());
    requireParticipants(received.message(), policy);
    String fingerprint = received.message().subQuery().paillierKey();
    return ring.valid(clock.instant()).stream()
        .map(PublicKeys::paillier)
        .filter(key -> key.fingerprint().equals(fingerprint))
        .findFirst()
        .orElseThrow(() -> refused("it asks for a Paillier key that is not the analyst's"));
  }

  private KeyRing ring(AnalystId analyst) {
    return member
        .manifest()
        .analyst(analyst)
        .map(AnalystIdentity::keys)
        .orElseThrow(
            () ->
                new ParleyException(
                    ErrorCode.NOT_GRANTED,
                    "Analyst '%s' is no member of the federation any more, by the manifest of epoch %d"
                        .formatted(analyst, member.manifest().epoch()),
                    "Ask the founder of the federation."));
  }

  private void requireKeys(Received received, KeyRing ring) {
    if (ring.valid(received.envelope().signer(), clock.instant()).isEmpty()) {
      throw refused("it is signed with keys of the analyst that have ended");
    }
    if (!member.mayOpenWith(received.envelope().openedWith())) {
      throw refused("it is sealed to keys of the node that have ended or were revoked");
    }
  }

  /** What answers carry does not say of which round they are, so there must be one. */
  private void requireFirstRound(QueryContext context) {
    if (context.round() != 1 || context.attempt() != 1) {
      throw refused("it asks for another round or attempt than the first");
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
    if (context.issuedAt().isAfter(now.plus(CLOCK_SKEW))) {
      throw refused(
          "the gateway's clock is %d s ahead of the node's, more than %d min"
              .formatted(
                  Duration.between(now, context.issuedAt()).toSeconds(), CLOCK_SKEW.toMinutes()));
    }
    if (context.expiry().plus(CLOCK_SKEW).isBefore(now)) {
      throw refused(
          "it expired %d s ago, or the gateway's clock is behind the node's by more than %d min"
              .formatted(
                  Duration.between(context.expiry(), now).toSeconds(), CLOCK_SKEW.toMinutes()));
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
