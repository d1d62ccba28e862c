// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.node.answer.PartialAnswer.Terms;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.wire.PartialHeader;
import java.time.Clock;
import java.util.List;

/** What all partials of one sub-query have in common, of whatever they are. */
record PartialFrame(NodeId node, SubQueryMessage message) {
  QuerySecret secret() {
    return message.subQuery().secret();
  }

  PartialHeader header(Terms terms, int ciphertextsPerGroup) {
    QueryContext context = message.context();
    PartialHeader.Binding binding =
        new PartialHeader.Binding(
            context.federation().value(),
            context.principal().analyst().value(),
            context.queryId().toBytes(),
            message.bodyDigest().toBytes(),
            message.subQuery().participants().stream().map(NodeId::value).toList(),
            context.expiry().getEpochSecond());
    return new PartialHeader(
        binding,
        List.of(node.value()),
        terms.minOwners(),
        terms.key().modulus(),
        ciphertextsPerGroup);
  }

  void requireTime(Clock clock) {
    if (message.context().expiry().plus(QueryContext.CLOCK_SKEW).isBefore(clock.instant())) {
      throw new ParleyException(
          ErrorCode.CANCELLED,
          "The query expired while node '%s' encrypted its answer".formatted(node),
          "Ask for fewer groups or rows, or raise the timeout.");
    }
  }

  ParleyException cannotTravel(String what) {
    return new ParleyException(
        ErrorCode.DATA_ERROR,
        "An owner has %s that is too long, or too fine for its type".formatted(what),
        "Exclude such values by a condition, or ask the data owner to mend them.");
  }
}
