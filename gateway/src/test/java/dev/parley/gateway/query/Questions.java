// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.gateway.party.Parties;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SubQuery;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Expression;
import dev.parley.wire.MergeTicket;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions about visits to hospitals: a count, and a sum with its presence. */
final class Questions {
  static final GroupKey ALL = GroupKey.of(List.of());

  /** For those who know of a question only what nodes are told. */
  static final MergeTicket NO_TICKET = MergeTicket.ofHex("00".repeat(MergeTicket.BYTES));

  private static final Expression.Column STAY = new Expression.Column("stay");
  private static final List<Slot> SLOTS =
      List.of(
          new Slot(Slot.Kind.VALUE, 0, 0, 0, 64),
          new Slot(Slot.Kind.VALUE, 1, 0, 2, 128),
          new Slot(Slot.Kind.PRESENCE, 1, 0, 0, 32));

  private Questions() {}

  static GroupKey ward(@Nullable Object name) {
    return GroupKey.of(Collections.singletonList(name));
  }

  static SecureQuestion total(NodeId... nodes) {
    return question(List.of(), nodes);
  }

  static SecureQuestion byWard(NodeId... nodes) {
    return question(List.of(new Expression.Column("ward")), nodes);
  }

  private static SecureQuestion question(List<Expression> groupBy, NodeId... nodes) {
    AggregateQuery query =
        new AggregateQuery(
            "visits",
            groupBy,
            List.of(Aggregation.countRows(), Aggregation.sum(STAY)),
            Optional.empty());
    return new SecureQuestion(List.of(nodes), query, SLOTS);
  }

  /** Gives a question an id, a secret and an expiry. */
  static Asked asked(SecureQuestion question) {
    MergeTicket ticket = MergeTicket.random(Parties.RANDOM);
    QuerySecret secret = QuerySecret.random(Parties.RANDOM);
    SubQuery subQuery =
        new SubQuery(
            question.query().toSql(),
            question.participants(),
            question.slots(),
            Parties.ANALYST_KEYS.paillier().publicKey().fingerprint(),
            secret);
    return new Asked(
        QueryId.of(ticket.queryId()),
        Parties.ADA,
        Parties.asking(),
        question,
        secret,
        SubQueryMessage.digest(subQuery),
        Instant.ofEpochSecond(Instant.now().getEpochSecond() + 60),
        ticket);
  }
}
