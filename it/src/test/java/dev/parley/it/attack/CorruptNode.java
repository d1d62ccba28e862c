// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.attack;

import dev.parley.crypto.AdditiveScheme;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.crypto.paillier.PaillierScheme;
import dev.parley.crypto.query.CheckValues;
import dev.parley.crypto.query.GroupTokens;
import dev.parley.it.tap.LyingCloud;
import dev.parley.it.tap.LyingCloud.Lie;
import dev.parley.it.tap.MergeObject;
import dev.parley.keys.Envelope;
import dev.parley.keys.OwnKeys;
import dev.parley.members.KeyFiles;
import dev.parley.node.config.NodeSettings;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.SlotLayout;
import dev.parley.protocol.query.SubQuery;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.PartialWriter;
import dev.parley.wire.PipeNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * A node with genuine keys that answers what it likes: it knows the query's secret, so all its
 * tokens, labels and check values are right, if it wants them to be. What it answers stands in the
 * place of what the genuine node had answered.
 */
final class CorruptNode {
  private static final String ANALYST = LocalFederationSettings.ANALYST.value();

  private final NodeId node;
  private final OwnKeys keys;
  private final Manifest manifest;
  private final LyingCloud cloud;
  private final PipeNames names;

  CorruptNode(NodeId node, LocalFederation federation, LyingCloud cloud) throws IOException {
    this.node = node;
    NodeSettings settings = NodeSettings.read(federation.nodeFile(node));
    this.keys = KeyFiles.read(settings.keys(), settings.formerKeys());
    this.manifest = Manifest.verify(Files.readAllBytes(settings.manifest()));
    this.cloud = cloud;
    this.names = new PipeNames(settings.federation().value());
  }

  /** What the node puts in the place of its partial. */
  interface Answer {
    byte[] to(SubQuery question, byte[] honest) throws IOException;
  }

  /** Answers so from now on. */
  Lie answering(Answer answer) {
    String out = "/" + names.out(ANALYST, node.value()) + "/";
    return (path, truth) -> {
      if (!path.startsWith(out)) {
        return truth;
      }
      String query = path.substring(out.length()).split("/", 2)[0];
      return answer.to(question(query), truth);
    };
  }

  private SubQuery question(String query) {
    String path = "/" + names.in(ANALYST, node.value()) + "/" + PipeNames.subQuery(query);
    byte[] sealed = cloud.handedOut().getOrDefault(path, new byte[0]);
    Envelope envelope = Envelope.open(ObjectKind.SUB_QUERY, keys, sealed);
    return SubQueryMessage.decode(
            envelope.payload(
                manifest
                    .analyst(LocalFederationSettings.ANALYST)
                    .orElseThrow()
                    .keys()
                    .current()
                    .signing()))
        .subQuery();
  }

  /**
   * A group as the node reports it.
   *
   * @param labelled the key that its label says
   * @param owners how many nodes it claims to be, and how many of them withhold
   */
  record Group(GroupKey key, GroupKey labelled, List<Long> owners, List<BigInteger> values) {
    static Group of(List<?> key, long... values) {
      GroupKey groupKey = GroupKey.of(new ArrayList<>(key));
      return new Group(groupKey, groupKey, List.of(1L, 0L), numbers(values));
    }

    Group owners(long reporting, long withholding) {
      return new Group(key, labelled, List.of(reporting, withholding), values);
    }

    Group labelled(List<?> other) {
      return new Group(key, GroupKey.of(new ArrayList<>(other)), owners, values);
    }

    Group value(int slot, BigInteger value) {
      List<BigInteger> changed = new ArrayList<>(values);
      changed.set(slot, value);
      return new Group(key, labelled, owners, changed);
    }

    private static List<BigInteger> numbers(long... values) {
      return java.util.Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
    }
  }

  /** A partial of these groups, in which everything fits together; with the pad of {@code as}. */
  static byte[] partial(SubQuery question, byte[] honest, NodeId as, Group... groups)
      throws IOException {
    PartialHeader header = MergeObject.parse(ObjectKind.PARTIAL, honest).header();
    AdditiveScheme scheme = PaillierScheme.of(new PaillierKey(header.modulus()));
    SlotLayout layout = SlotLayout.of(question.slots(), scheme.plaintextBits());
    QuerySecret secret = question.secret();
    CheckValues checks = new CheckValues(secret);
    BigInteger trailer = checks.pad(as);
    List<GroupRecord> records = new ArrayList<>();
    for (Group group : groups) {
      byte[] token = new GroupTokens(secret).token(group.key());
      List<BigInteger> values = new ArrayList<>();
      group.owners().forEach(owners -> values.add(BigInteger.valueOf(owners)));
      values.addAll(group.values());
      CheckValues.GroupCheck check = checks.group(token, values);
      trailer = trailer.add(check.trailer()).mod(CheckValues.PRIME);
      values.add(SlotLayout.CHECK, check.check());
      records.add(
          new GroupRecord(
              token,
              new GroupTokens(secret).seal(token, group.labelled()),
              packed(layout, values).stream().map(scheme::encrypt).toList()));
    }
    records.sort(GroupRecord::compareTokenTo);
    return written(header, records, scheme.encrypt(trailer));
  }

  /** As nodes pack, but without asking whether a number fits its slot. */
  private static List<BigInteger> packed(SlotLayout layout, List<BigInteger> values) {
    BigInteger[] plaintexts = new BigInteger[layout.plaintexts()];
    java.util.Arrays.fill(plaintexts, BigInteger.ZERO);
    for (int i = 0; i < values.size(); i++) {
      SlotLayout.Place place = layout.place(i);
      plaintexts[place.plaintext()] =
          plaintexts[place.plaintext()].add(values.get(i).shiftLeft(place.shift()));
    }
    return List.of(plaintexts);
  }

  private static byte[] written(PartialHeader header, List<GroupRecord> records, BigInteger trailer)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PartialWriter writer = new PartialWriter(bytes, ObjectKind.PARTIAL, header)) {
      for (GroupRecord record : records) {
        writer.group(record);
      }
      writer.finish(trailer);
    }
    return bytes.toByteArray();
  }
}
