// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import static dev.parley.gateway.query.MergedAnswers.forged;

import dev.parley.crypto.query.CheckValues;
import dev.parley.crypto.query.CheckValues.GroupCheck;
import dev.parley.crypto.query.GroupTokens;
import dev.parley.crypto.query.PackedSlots;
import dev.parley.keys.PaillierPrivateKey;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotLayout;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.wire.GroupRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Opens groups: decrypts their sums, and holds each group's check value against them. */
final class GroupOpening extends Opening {
  private final SlotLayout layout;
  private final GroupTokens tokens;
  private int withheld;

  GroupOpening(Answer answer, PaillierPrivateKey key, SlotLayout layout, int maxGroups) {
    super(answer, key, maxGroups);
    this.layout = layout;
    this.tokens = new GroupTokens(answer.asked().secret());
  }

  @Override
  void add(List<GroupRecord> batch) {
    List<List<BigInteger>> plaintexts =
        batch.parallelStream()
            .map(g -> g.ciphertexts().stream().map(this::decrypt).toList())
            .toList();
    for (int i = 0; i < batch.size(); i++) {
      add(batch.get(i), unpack(plaintexts.get(i)));
    }
  }

  private void add(GroupRecord record, List<BigInteger> slots) {
    byte[] token = record.token();
    List<BigInteger> values = new ArrayList<>(slots);
    BigInteger check = values.remove(SlotLayout.CHECK);
    GroupCheck expected = checks().group(token, values);
    if (!check.mod(CheckValues.PRIME).equals(expected.check())) {
      throw forged("a group's check value does not fit");
    }
    count(expected.trailer());
    GroupKey groupKey = tokens.open(token, record.label());
    requireWidth(groupKey);
    requireOwners(slots.get(SlotLayout.CONTRIBUTORS), slots.get(SlotLayout.WITHHELD));
    requirePossible(
        slots.subList(SlotLayout.FIRST_VALUE, slots.size()), slots.get(SlotLayout.CONTRIBUTORS));
    if (slots.get(SlotLayout.WITHHELD).signum() != 0) {
      withheld++;
    } else {
      keep(new OpenedGroup(groupKey, slots.subList(SlotLayout.FIRST_VALUE, slots.size())));
    }
  }

  @Override
  int withheld() {
    return withheld;
  }

  private void requireOwners(BigInteger reporting, BigInteger withholding) {
    int merged = answer().contributors().size();
    int least = answer().asked().question().isOneGroup() ? merged : 1;
    if (reporting.compareTo(BigInteger.valueOf(least)) < 0
        || reporting.compareTo(BigInteger.valueOf(merged)) > 0
        || withholding.signum() < 0
        || withholding.compareTo(reporting) > 0) {
      throw forged("a group is of a wrong number of nodes");
    }
  }

  /** No honest nodes count fewer rows than none, nor say more often than they are many what is. */
  private void requirePossible(List<BigInteger> sums, BigInteger reporting) {
    SecureQuestion question = answer().asked().question();
    List<Aggregation> aggregations =
        question.query() instanceof AggregateQuery query ? query.aggregations() : List.of();
    for (int i = 0; i < sums.size(); i++) {
      Slot slot = question.slots().get(i);
      boolean isPresence = slot.kind() == Slot.Kind.PRESENCE;
      boolean isSum =
          !aggregations.isEmpty()
              && aggregations.get(slot.aggregation()).function() == Aggregation.Function.SUM;
      if ((isPresence && sums.get(i).compareTo(reporting) > 0)
          || ((isPresence || !isSum) && sums.get(i).signum() < 0)) {
        throw forged("a count is less than zero, or more than there are nodes");
      }
    }
  }

  private List<BigInteger> unpack(List<BigInteger> plaintexts) {
    try {
      return PackedSlots.unpack(layout, plaintexts);
    } catch (IllegalArgumentException e) {
      throw forged("a group's numbers lie outside their slots");
    }
  }
}
