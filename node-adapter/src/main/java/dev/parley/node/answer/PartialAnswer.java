// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.crypto.AdditiveScheme;
import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.crypto.query.CheckValues;
import dev.parley.crypto.query.GroupTokens;
import dev.parley.crypto.query.PackedSlots;
import dev.parley.node.check.CheckedQuery;
import dev.parley.node.run.Group;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.SlotLayout;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.PartialWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One node's encrypted answer to one sub-query: takes plain groups, and writes tokens, sealed
 * labels and ciphertexts. Used by one thread.
 */
public final class PartialAnswer {
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

  private final NodeId node;
  private final SubQueryMessage message;
  private final CheckedQuery checked;
  private final CheckValues checks;
  private final GroupTokens tokens;
  private final TokenOrder groups;

  public PartialAnswer(NodeId node, SubQueryMessage message, CheckedQuery checked) {
    this.node = node;
    this.message = message;
    this.checked = checked;
    this.checks = new CheckValues(message.subQuery().secret());
    this.tokens = new GroupTokens(message.subQuery().secret());
    this.groups = new TokenOrder(tokens, node);
  }

  /**
   * Takes a group.
   *
   * @throws ParleyException if its key cannot travel
   */
  public void add(Group group) {
    groups.add(group);
  }

  /** Under whose key a partial is encrypted, and what else its header says. */
  public record Terms(PaillierKey key, AdditiveScheme scheme, int minOwners, Clock clock) {}

  /**
   * Encrypts all groups and writes the partial.
   *
   * @throws ParleyException if a value does not fit its slot, or the query expires meanwhile
   */
  public void write(OutputStream out, Terms terms) throws IOException {
    SlotLayout layout = SlotLayout.of(checked.slots(), terms.scheme().plaintextBits());
    SlotValues slots =
        new SlotValues(
            node,
            checked,
            new Withholding(checked.table().minRows(), !checked.query().groupBy().isEmpty()));
    BigInteger trailer = checks.pad(node);
    try (PartialWriter writer =
        new PartialWriter(out, ObjectKind.PARTIAL, header(terms, layout.plaintexts()))) {
      for (TokenOrder.Entry entry : groups.entries()) {
        requireTime(terms.clock());
        List<BigInteger> values = slots.of(entry.group());
        CheckValues.GroupCheck check = checks.group(entry.token(), values);
        trailer = trailer.add(check.trailer());
        values.add(SlotLayout.CHECK, check.check());
        writer.group(record(entry, PackedSlots.pack(layout, values), terms.scheme()));
      }
      writer.finish(terms.scheme().encrypt(trailer.mod(CheckValues.PRIME)));
    }
  }

  private GroupRecord record(
      TokenOrder.Entry entry, List<BigInteger> plaintexts, AdditiveScheme scheme) {
    List<BigInteger> ciphertexts = new ArrayList<>();
    plaintexts.forEach(plaintext -> ciphertexts.add(scheme.encrypt(plaintext)));
    return new GroupRecord(entry.token(), tokens.seal(entry.token(), entry.key()), ciphertexts);
  }

  private PartialHeader header(Terms terms, int ciphertexts) {
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
        binding, List.of(node.value()), terms.minOwners(), terms.key().modulus(), ciphertexts);
  }

  private void requireTime(Clock clock) {
    if (message.context().expiry().plus(CLOCK_SKEW).isBefore(clock.instant())) {
      throw new ParleyException(
          ErrorCode.CANCELLED,
          "The query expired while node '%s' encrypted its answer".formatted(node),
          "Ask for fewer groups, or raise the timeout.");
    }
  }
}
