// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.crypto.query.CheckValues;
import dev.parley.crypto.query.CheckValues.GroupCheck;
import dev.parley.crypto.query.GroupTokens;
import dev.parley.crypto.query.PackedSlots;
import dev.parley.keys.PaillierPrivateKey;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.SlotLayout;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.PartialHeader.Binding;
import dev.parley.wire.PartialReader;
import dev.parley.wire.WireFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens merged answers, and lets nothing out before every check has passed: that the object belongs
 * to the question, that each group's check slot fits its values, and that the trailer fits all
 * groups and exactly the nodes that were asked.
 */
final class MergedAnswers {
  private static final int BATCH = 64;

  /** More than a padded label of the longest group key takes. */
  private static final int MAX_LABEL_BYTES = 1 << 17;

  private final FederationId federation;
  private final PaillierPrivateKey key;
  private final int maxGroups;

  /** Opens with {@code key}, and at most {@code maxGroups} groups of one answer. */
  MergedAnswers(FederationId federation, PaillierPrivateKey key, int maxGroups) {
    this.federation = federation;
    this.key = key;
    this.maxGroups = maxGroups;
  }

  /**
   * Opens a merged answer.
   *
   * @throws ParleyException with {@link ErrorCode#ANSWER_FORGED} if a check fails
   * @throws IOException if the object breaks off
   */
  OpenedAnswer open(Asked asked, InputStream object, Cancellation cancellation) throws IOException {
    try (PartialReader reader = new PartialReader(object, ObjectKind.MERGED)) {
      SlotLayout layout = SlotLayout.of(asked.question().slots(), key.plaintextBits());
      requireBinding(asked, layout, reader.header());
      Opening opening = new Opening(asked, layout);
      List<GroupRecord> batch = new ArrayList<>();
      GroupRecord record = reader.next();
      while (record != null) {
        requireLabel(record);
        batch.add(record);
        record = reader.next();
        if (batch.size() == BATCH || record == null) {
          cancellation.check();
          opening.add(batch);
          batch.clear();
        }
      }
      return opening.finish(reader.trailer());
    } catch (WireFormatException e) {
      throw forged(e.getMessage());
    }
  }

  private void requireBinding(Asked asked, SlotLayout layout, PartialHeader header) {
    Binding binding = header.binding();
    List<String> participants =
        asked.question().participants().stream().map(NodeId::value).toList();
    if (!Arrays.equals(binding.queryId(), asked.queryId().toBytes())
        || !Arrays.equals(binding.digest(), asked.digest().toBytes())
        || !binding.federation().equals(federation.value())
        || !binding.participants().equals(participants)
        || !binding.analyst().equals(asked.principal().analyst().value())
        || binding.expiryEpochSecond() != asked.expiry().getEpochSecond()) {
      throw forged("it answers another question");
    }
    if (!header.contributors().equals(participants)) {
      throw forged("it is of other nodes than those that were asked");
    }
    if (!header.modulus().equals(key.publicKey().modulus())
        || header.ciphertextsPerGroup() != layout.plaintexts()) {
      throw forged("it is not encrypted as it was asked to be");
    }
  }

  /** Before groups are gathered: the sizes of what is in memory at once are ours to bound. */
  private static void requireLabel(GroupRecord record) {
    if (record.label().length > MAX_LABEL_BYTES) {
      throw forged("a group's label is too long");
    }
  }

  private static ParleyException forged(@Nullable String fact) {
    return new ParleyException(
        ErrorCode.ANSWER_FORGED,
        "The merged answer fails its checks: " + fact,
        "Run the query again; if this stays, the cloud that merges cannot be trusted.");
  }

  /** One answer while it is being opened. */
  private final class Opening {
    private final Asked asked;
    private final SlotLayout layout;
    private final CheckValues checks;
    private final GroupTokens tokens;
    private final List<OpenedGroup> groups = new ArrayList<>();
    private BigInteger trailer = BigInteger.ZERO;
    private int seen;
    private int withheld;

    Opening(Asked asked, SlotLayout layout) {
      this.asked = asked;
      this.layout = layout;
      this.checks = new CheckValues(asked.secret());
      this.tokens = new GroupTokens(asked.secret());
    }

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
      seen++;
      if (seen > maxGroups) {
        throw new ParleyException(
            ErrorCode.TOO_MANY,
            "The answer has more than " + maxGroups + " groups",
            "Group by less, or filter more.");
      }
      byte[] token = record.token();
      List<BigInteger> values = new ArrayList<>(slots);
      BigInteger check = values.remove(SlotLayout.CHECK);
      GroupCheck expected = checks.group(token, values);
      if (!check.mod(CheckValues.PRIME).equals(expected.check())) {
        throw forged("a group's check value does not fit");
      }
      trailer = trailer.add(expected.trailer());
      GroupKey groupKey = tokens.open(token, record.label());
      requireOwners(slots.get(SlotLayout.CONTRIBUTORS), slots.get(SlotLayout.WITHHELD));
      requireKey(groupKey);
      if (slots.get(SlotLayout.WITHHELD).signum() != 0) {
        withheld++;
      } else {
        groups.add(new OpenedGroup(groupKey, slots.subList(SlotLayout.FIRST_VALUE, slots.size())));
      }
    }

    OpenedAnswer finish(BigInteger trailerCiphertext) {
      List<NodeId> nodes = asked.question().participants();
      BigInteger expected = trailer.add(checks.pads(nodes)).mod(CheckValues.PRIME);
      if (!decrypt(trailerCiphertext).mod(CheckValues.PRIME).equals(expected)) {
        throw forged("its trailer does not fit its groups and nodes");
      }
      if (!asked.question().isGrouped() && seen != 1) {
        throw forged("it has " + seen + " groups, and the question has one");
      }
      return new OpenedAnswer(groups, withheld, nodes);
    }

    private void requireOwners(BigInteger contributors, BigInteger withholding) {
      int asking = asked.question().participants().size();
      int least = asked.question().isGrouped() ? 1 : asking;
      if (contributors.compareTo(BigInteger.valueOf(least)) < 0
          || contributors.compareTo(BigInteger.valueOf(asking)) > 0
          || withholding.signum() < 0
          || withholding.compareTo(contributors) > 0) {
        throw forged("a group is of a wrong number of nodes");
      }
    }

    private void requireKey(GroupKey groupKey) {
      if (groupKey.values().size() != asked.question().query().groupBy().size()) {
        throw forged("a group's key has a wrong number of values");
      }
    }

    private BigInteger decrypt(BigInteger ciphertext) {
      try {
        return key.decrypt(ciphertext);
      } catch (IllegalArgumentException e) {
        throw forged("a ciphertext is none");
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
}
