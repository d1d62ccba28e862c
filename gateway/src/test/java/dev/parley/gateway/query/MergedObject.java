// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.crypto.AdditiveScheme;
import dev.parley.crypto.paillier.PaillierScheme;
import dev.parley.crypto.query.CheckValues;
import dev.parley.crypto.query.GroupTokens;
import dev.parley.crypto.query.PackedSlots;
import dev.parley.gateway.party.Parties;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.SlotLayout;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.PartialWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What honest nodes report, added up as a cloud does; open for whoever wants to tamper with it. */
final class MergedObject {
  static final AdditiveScheme SCHEME =
      PaillierScheme.of(Parties.ANALYST_KEYS.paillier().publicKey());

  ObjectKind kind = ObjectKind.MERGED;
  String federation = Parties.FEDERATION.value();
  String analyst;
  byte[] queryId;
  byte[] digest;
  List<String> participants;
  List<String> contributors;
  long expiry;
  BigInteger modulus = Parties.ANALYST_KEYS.paillier().publicKey().modulus();
  int ciphertexts;
  final List<GroupRecord> groups = new ArrayList<>();
  BigInteger trailer = SCHEME.encrypt(BigInteger.ZERO);

  /** What one node reports of one group. */
  record Part(NodeId node, GroupKey key, Owners owners, List<BigInteger> values) {
    static Part of(NodeId node, GroupKey key, long... values) {
      return new Part(node, key, new Owners(1, 0), numbers(values));
    }

    Part withheld() {
      return new Part(
          node, key, new Owners(1, 1), values.stream().map(v -> BigInteger.ZERO).toList());
    }

    Part saying(Owners said) {
      return new Part(node, key, said, values);
    }

    private static List<BigInteger> numbers(long... values) {
      return java.util.Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
    }
  }

  /** The two counts with which a group begins. */
  record Owners(long contributors, long withholding) {}

  private MergedObject(Asked asked) {
    this.analyst = asked.principal().analyst().value();
    this.queryId = asked.queryId().toBytes();
    this.digest = asked.digest().toBytes();
    this.participants = asked.question().participants().stream().map(NodeId::value).toList();
    this.contributors = participants;
    this.expiry = asked.expiry().getEpochSecond();
  }

  /** Merges {@code parts}, and trailers with the pads of {@code padded}. */
  static MergedObject of(Asked asked, List<Part> parts, List<NodeId> padded) {
    MergedObject merged = new MergedObject(asked);
    SlotLayout layout = SlotLayout.of(asked.question().slots(), SCHEME.plaintextBits());
    merged.ciphertexts = layout.plaintexts();
    CheckValues checks = new CheckValues(asked.secret());
    GroupTokens tokens = new GroupTokens(asked.secret());
    BigInteger sum = BigInteger.ZERO;
    Map<String, GroupRecord> byToken = new TreeMap<>();
    for (Part part : parts) {
      byte[] token = tokens.token(part.key());
      List<BigInteger> slots = new ArrayList<>();
      slots.add(BigInteger.valueOf(part.owners().contributors()));
      slots.add(BigInteger.valueOf(part.owners().withholding()));
      slots.addAll(part.values());
      CheckValues.GroupCheck check = checks.group(token, slots);
      slots.add(SlotLayout.CHECK, check.check());
      sum = sum.add(check.trailer());
      List<BigInteger> encrypted =
          PackedSlots.pack(layout, slots).stream().map(SCHEME::encrypt).toList();
      byToken.merge(
          HexFormat.of().formatHex(token),
          new GroupRecord(token, tokens.seal(token, part.key()), encrypted),
          MergedObject::add);
    }
    merged.groups.addAll(byToken.values());
    BigInteger pads = padded.stream().map(checks::pad).reduce(BigInteger.ZERO, BigInteger::add);
    merged.trailer = SCHEME.encrypt(sum.add(pads).mod(CheckValues.PRIME));
    return merged;
  }

  /** Merges {@code parts} of honest nodes. */
  static MergedObject of(Asked asked, Part... parts) {
    return of(asked, List.of(parts), asked.question().participants());
  }

  /** Replaces group {@code i} by one of other content. */
  void replace(int i, byte[] token, byte[] label, List<BigInteger> sums) {
    groups.set(i, new GroupRecord(token, label, sums));
    groups.sort(GroupRecord::compareTokenTo);
  }

  byte[] toBytes() throws IOException {
    PartialHeader header =
        new PartialHeader(
            new PartialHeader.Binding(federation, analyst, queryId, digest, participants, expiry),
            contributors,
            1,
            modulus,
            ciphertexts);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PartialWriter writer = new PartialWriter(bytes, kind, header)) {
      for (GroupRecord group : groups.stream().sorted(byToken()).toList()) {
        writer.group(group);
      }
      writer.finish(trailer);
    }
    return bytes.toByteArray();
  }

  private static Comparator<GroupRecord> byToken() {
    return GroupRecord::compareTokenTo;
  }

  private static GroupRecord add(GroupRecord a, GroupRecord b) {
    List<BigInteger> sums =
        Stream.iterate(0, i -> i < a.ciphertexts().size(), i -> i + 1)
            .map(i -> SCHEME.add(a.ciphertexts().get(i), b.ciphertexts().get(i)))
            .toList();
    return new GroupRecord(a.token(), a.label(), sums);
  }
}
