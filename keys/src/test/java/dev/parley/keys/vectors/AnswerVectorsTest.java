// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys.vectors;

import static dev.parley.keys.vectors.Fixed.NORTH;
import static dev.parley.keys.vectors.Fixed.SOUTH;
import static dev.parley.keys.vectors.Fixed.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.paillier.PaillierScheme;
import dev.parley.crypto.query.CheckValues;
import dev.parley.crypto.query.GroupTokens;
import dev.parley.crypto.query.PackedSlots;
import dev.parley.crypto.query.RowSeals;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.query.SlotLayout;
import dev.parley.wire.CiphertextSum;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.PartialReader;
import dev.parley.wire.PartialWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers: what is derived from a query's secret, and partials and merged answers made of it. */
class AnswerVectorsTest {
  private static final GroupKey ZONE = GroupKey.of(List.of("a"));

  @Test
  void groupKeysTokensAndLabels() throws IOException {
    GroupTokens tokens = new GroupTokens(Fixed.secret());
    GroupKey all =
        GroupKey.of(
            Arrays.asList(
                null,
                new BigDecimal("-12.50"),
                "Straße",
                true,
                LocalDate.of(2026, 11, 21),
                LocalDateTime.of(2026, 11, 21, 8, 0, 0, 1000)));
    byte[] token = tokens.token(all);

    new Vector("group-key", "NULL, -12.50, 'Straße', TRUE, DATE and TIMESTAMP as a group's key")
        .with("secret", Fixed.SECRET)
        .with("encoded", all.encode())
        .with("encodedTime", GroupKey.of(List.of(LocalTime.of(8, 0, 0, 1000))).encode())
        .with("encodedBytes", GroupKey.of(List.of(Octets.ofHex("0aff"))).encode())
        .with("token", token)
        .with("label", tokens.seal(token, all))
        .with("rowLabelUnderThatToken", new RowSeals(Fixed.secret()).seal(token, all))
        .verify();
  }

  @Test
  void checkValuesAndPacking() throws IOException {
    CheckValues checks = new CheckValues(Fixed.secret());
    SlotLayout layout = SlotLayout.of(Fixed.SLOTS, 2047);
    List<BigInteger> values = values(3, -699);
    byte[] token = new GroupTokens(Fixed.secret()).token(ZONE);
    CheckValues.GroupCheck check = checks.group(token, values);
    values.add(SlotLayout.CHECK, check.check());
    BigInteger plaintext = PackedSlots.pack(layout, values).get(0);

    new Vector("checks", "one group of north: contributors 1, withheld 0, COUNT 3, SUM -6.99")
        .with("secret", Fixed.SECRET)
        .with("token", token)
        .with("check", check.check())
        .with("trailerOfGroup", check.trailer())
        .with("padNorth", checks.pad(NORTH))
        .with("padSouth", checks.pad(SOUTH))
        .with("widths", "32 32 272 64 96 32")
        .with("plaintext", plaintext)
        .verify();
    assertThat(layout.plaintexts()).isEqualTo(1);
  }

  @Test
  void partialAndMerged() throws IOException {
    PaillierScheme scheme = Fixed.scheme();
    byte[] north = partial(NORTH, scheme, 3, -699);
    byte[] south = partial(SOUTH, scheme, 2, 125);
    byte[] merged = merge(north, south);

    new Vector("partial", "north's answer to sub-query.txt; Paillier noise r^N with r = 2, 3")
        .with("object", north)
        .verify();
    new Vector("merged", "north's partial and south's, which has COUNT 2, SUM 1.25, r = 4, 5")
        .with("south", south)
        .with("object", merged)
        .verify();
    try (PartialReader reader =
        new PartialReader(new ByteArrayInputStream(merged), ObjectKind.MERGED)) {
      GroupRecord group = reader.next();
      List<BigInteger> opened =
          group.ciphertexts().stream().map(keys("board").paillier()::decrypt).toList();
      List<BigInteger> slots = PackedSlots.unpack(SlotLayout.of(Fixed.SLOTS, 2047), opened);
      assertThat(slots.get(SlotLayout.CONTRIBUTORS)).isEqualTo(2);
      assertThat(slots.subList(SlotLayout.FIRST_VALUE, 6))
          .containsExactly(BigInteger.valueOf(5), BigInteger.valueOf(-574), BigInteger.TWO);
    }
  }

  private static List<BigInteger> values(long count, long sum) {
    return new ArrayList<>(
        List.of(
            BigInteger.ONE,
            BigInteger.ZERO,
            BigInteger.valueOf(count),
            BigInteger.valueOf(sum),
            BigInteger.ONE));
  }

  private static PartialHeader header(List<String> contributors) {
    PartialHeader.Binding binding =
        new PartialHeader.Binding(
            "city",
            "board",
            Fixed.QUERY.toBytes(),
            SubQueryMessage.digest(Fixed.subQuery()).toBytes(),
            List.of("north", "south"),
            Fixed.context().expiry().getEpochSecond());
    return new PartialHeader(
        binding, contributors, 2, keys("board").paillier().publicKey().modulus(), 1);
  }

  private static byte[] partial(NodeId node, PaillierScheme scheme, long count, long sum)
      throws IOException {
    CheckValues checks = new CheckValues(Fixed.secret());
    GroupTokens tokens = new GroupTokens(Fixed.secret());
    byte[] token = tokens.token(ZONE);
    List<BigInteger> values = values(count, sum);
    CheckValues.GroupCheck check = checks.group(token, values);
    values.add(SlotLayout.CHECK, check.check());
    BigInteger packed = PackedSlots.pack(SlotLayout.of(Fixed.SLOTS, 2047), values).get(0);
    BigInteger trailer = checks.pad(node).add(check.trailer()).mod(CheckValues.PRIME);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PartialWriter writer =
        new PartialWriter(bytes, ObjectKind.PARTIAL, header(List.of(node.value())))) {
      writer.group(
          new GroupRecord(token, tokens.seal(token, ZONE), List.of(scheme.encrypt(packed))));
      writer.finish(scheme.encrypt(trailer));
    }
    return bytes.toByteArray();
  }

  private static byte[] merge(byte[] north, byte[] south) throws IOException {
    CiphertextSum sum = new CiphertextSum(keys("board").paillier().publicKey().modulus());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PartialReader a = new PartialReader(new ByteArrayInputStream(north), ObjectKind.PARTIAL);
        PartialReader b = new PartialReader(new ByteArrayInputStream(south), ObjectKind.PARTIAL);
        PartialWriter writer =
            new PartialWriter(bytes, ObjectKind.MERGED, header(List.of("north", "south")))) {
      GroupRecord first = a.next();
      BigInteger other = b.next().ciphertexts().get(0);
      BigInteger added = sum.add(first.ciphertexts().get(0), other);
      writer.group(new GroupRecord(first.token(), first.label(), List.of(added)));
      assertThat(a.next()).isNull();
      assertThat(b.next()).isNull();
      writer.finish(sum.add(a.trailer(), b.trailer()));
    }
    return bytes.toByteArray();
  }
}
