// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tap;

import dev.parley.wire.CiphertextSum;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.PartialReader;
import dev.parley.wire.PartialWriter;
import dev.parley.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A partial or merged object taken apart, as anybody in the cloud can, to be put together wrong.
 */
public final class MergeObject {
  private final ObjectKind kind;
  private final PartialHeader header;
  private final List<GroupRecord> groups;
  private final BigInteger trailer;

  private MergeObject(
      ObjectKind kind, PartialHeader header, List<GroupRecord> groups, BigInteger trailer) {
    this.kind = kind;
    this.header = header;
    this.groups = List.copyOf(groups);
    this.trailer = trailer;
  }

  public static MergeObject parse(ObjectKind kind, byte[] object) throws IOException {
    try (PartialReader reader = new PartialReader(new ByteArrayInputStream(object), kind)) {
      List<GroupRecord> groups = new ArrayList<>();
      for (GroupRecord group = reader.next(); group != null; group = reader.next()) {
        groups.add(group);
      }
      return new MergeObject(kind, reader.header(), groups, reader.trailer());
    }
  }

  public byte[] toBytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PartialWriter writer = new PartialWriter(out, kind, header)) {
      for (GroupRecord group : groups) {
        writer.group(group);
      }
      writer.finish(trailer);
    }
    return out.toByteArray();
  }

  /** How many groups, or rows, are in it. */
  public int groups() {
    return groups.size();
  }

  public PartialHeader header() {
    return header;
  }

  /** How many bytes the header takes. */
  public int headerBytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    header.write(new WireWriter(out), kind);
    return out.size();
  }

  /** How many bytes there are before the padding. */
  public int contentBytes() throws IOException {
    int bytes = headerBytes() + 1 + Long.BYTES + header.ciphertextBytes();
    for (GroupRecord group : groups) {
      bytes += groupBytes(group);
    }
    return bytes;
  }

  /** How many bytes the first group takes, and where in it its label and its ciphertexts begin. */
  public int firstGroupBytes() {
    return groupBytes(groups.get(0));
  }

  private int groupBytes(GroupRecord group) {
    return 1
        + GroupRecord.TOKEN_BYTES
        + Integer.BYTES
        + group.label().length
        + header.ciphertextsPerGroup() * header.ciphertextBytes();
  }

  public MergeObject withHeader(PartialHeader other) {
    return new MergeObject(kind, other, groups, trailer);
  }

  public MergeObject withTrailer(UnaryOperator<BigInteger> change) {
    return new MergeObject(kind, header, groups, change.apply(trailer));
  }

  public MergeObject withoutFirstGroup() {
    return new MergeObject(kind, header, groups.subList(1, groups.size()), trailer);
  }

  /** Adds a group with the numbers of the first under a token that is one higher. */
  public MergeObject withFirstGroupTwice() {
    List<GroupRecord> more = new ArrayList<>(groups);
    GroupRecord first = groups.get(0);
    byte[] token = first.token();
    token[token.length - 1] ^= 1;
    more.add(new GroupRecord(token, first.label(), first.ciphertexts()));
    more.sort(Comparator.comparing(g -> g, GroupRecord::compareTokenTo));
    return new MergeObject(kind, header, more, trailer);
  }

  public MergeObject withCiphertextsOfTwoGroupsSwapped() {
    List<GroupRecord> swapped = new ArrayList<>(groups);
    GroupRecord a = groups.get(0);
    GroupRecord b = groups.get(1);
    swapped.set(0, new GroupRecord(a.token(), a.label(), b.ciphertexts()));
    swapped.set(1, new GroupRecord(b.token(), b.label(), a.ciphertexts()));
    return new MergeObject(kind, header, swapped, trailer);
  }

  public MergeObject withFirstCiphertext(UnaryOperator<BigInteger> change) {
    List<GroupRecord> changed = new ArrayList<>(groups);
    changed.set(0, withCiphertexts(groups.get(0), 1, change));
    return new MergeObject(kind, header, changed, trailer);
  }

  /** Changes every ciphertext of every group. */
  public MergeObject withCiphertexts(UnaryOperator<BigInteger> change) {
    List<GroupRecord> changed =
        groups.stream().map(g -> withCiphertexts(g, g.ciphertexts().size(), change)).toList();
    return new MergeObject(kind, header, changed, trailer);
  }

  private static GroupRecord withCiphertexts(
      GroupRecord group, int count, UnaryOperator<BigInteger> change) {
    List<BigInteger> ciphertexts = new ArrayList<>(group.ciphertexts());
    ciphertexts.subList(0, count).replaceAll(change);
    return new GroupRecord(group.token(), group.label(), ciphertexts);
  }

  /** Doubles what a ciphertext hides. */
  public BigInteger doubled(BigInteger ciphertext) {
    return new CiphertextSum(header.modulus()).add(ciphertext, ciphertext);
  }

  /** Adds {@code number} to what a ciphertext hides: 1 + number · N encrypts it, with noise 1. */
  public BigInteger plus(BigInteger ciphertext, BigInteger number) {
    BigInteger encrypted = BigInteger.ONE.add(number.multiply(header.modulus()));
    return new CiphertextSum(header.modulus()).add(ciphertext, encrypted);
  }
}
