// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.keys.PaillierPrivateKey;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
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
 * groups and exactly the nodes that were to be merged.
 */
final class MergedAnswers {
  private static final int BATCH = 64;

  /** More than a padded label of the longest group key takes. */
  private static final int MAX_LABEL_BYTES = 1 << 17;

  private final FederationId federation;
  private final int maxGroups;

  /** Opens at most {@code maxGroups} groups of one answer. */
  MergedAnswers(FederationId federation, int maxGroups) {
    this.federation = federation;
    this.maxGroups = maxGroups;
  }

  /**
   * Opens a merged answer.
   *
   * @param contributors the nodes whose partials were to be merged, sorted
   * @throws ParleyException with {@link ErrorCode#ANSWER_FORGED} if a check fails
   * @throws IOException if the object breaks off
   */
  OpenedAnswer open(
      Asked asked, List<NodeId> contributors, InputStream object, Cancellation cancellation)
      throws IOException {
    try (PartialReader reader = new PartialReader(object, ObjectKind.MERGED)) {
      PaillierPrivateKey key = asked.asking().keys().paillier();
      SlotLayout layout = SlotLayout.of(asked.question().slots(), key.plaintextBits());
      requireBinding(asked, layout, reader.header());
      requireContributors(contributors, reader.header());
      Opening opening = opening(new Opening.Answer(asked, contributors), layout);
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
    int ciphertexts = asked.question().isOfRows() ? 0 : layout.plaintexts();
    BigInteger modulus = asked.asking().keys().paillier().publicKey().modulus();
    if (!header.modulus().equals(modulus) || header.ciphertextsPerGroup() != ciphertexts) {
      throw forged("it is not encrypted as it was asked to be");
    }
  }

  private Opening opening(Opening.Answer answer, SlotLayout layout) {
    PaillierPrivateKey key = answer.asked().asking().keys().paillier();
    return answer.isOfRows()
        ? new RowOpening(answer, key)
        : new GroupOpening(answer, key, layout, maxGroups);
  }

  private static void requireContributors(List<NodeId> contributors, PartialHeader header) {
    if (!header.contributors().equals(contributors.stream().map(NodeId::value).toList())) {
      throw forged("it is of other nodes than those that were to be merged");
    }
  }

  /** Before groups are gathered: the sizes of what is in memory at once are ours to bound. */
  private static void requireLabel(GroupRecord record) {
    if (record.label().length > MAX_LABEL_BYTES) {
      throw forged("a label is too long");
    }
  }

  static ParleyException forged(@Nullable String fact) {
    return new ParleyException(
        ErrorCode.ANSWER_FORGED,
        "The merged answer fails its checks: " + fact,
        "Run the query again; if this stays, the cloud that merges cannot be trusted.");
  }
}
