// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The cloud merges parts, and the gateway checks the sums; no ciphertexts, for these add alike. */
class CheckValuesTest {
  private static final List<NodeId> NODES =
      List.of(new NodeId("east"), new NodeId("north"), new NodeId("west"));

  private final Random random = new Random(20260107);
  private final CheckValues checks = new CheckValues(secret(1));

  @Test
  void honestSumsVerify() {
    for (int round = 0; round < 50; round++) {
      assertThat(verifies(merge(parts()), NODES)).isTrue();
    }
  }

  @Test
  void honestSumsVerifyAtTheBounds() {
    BigInteger bound = BigInteger.ONE.shiftLeft(Slot.MAX_BITS - 1 - Slot.HEADROOM_BITS);
    for (BigInteger value : List.of(bound.negate(), bound.subtract(BigInteger.ONE))) {
      List<Part> parts =
          NODES.stream().map(node -> part(checks, node, List.of(value, value))).toList();
      Part sum = merge(parts);
      assertThat(verifies(sum, NODES)).isTrue();
      sum.group("g0").set(0, sum.group("g0").get(0).negate());
      assertThat(verifies(sum, NODES)).isFalse();
    }
  }

  @Test
  void noTwoSumsThatASlotAdmitsAreCongruent() {
    BigInteger widest = BigInteger.ONE.shiftLeft(Slot.MAX_BITS);

    assertThat(widest).isLessThan(CheckValues.PRIME);
    assertThat(CheckValues.PRIME.isProbablePrime(100)).isTrue();
  }

  @Test
  void aChangedValueIsDetected() {
    for (int slot = 0; slot < 4; slot++) {
      for (long delta : new long[] {1, -1, Long.MAX_VALUE}) {
        Part sum = merge(parts());
        List<BigInteger> group = sum.group("g1");
        group.set(slot, group.get(slot).add(BigInteger.valueOf(delta)));
        assertThat(verifies(sum, NODES)).isFalse();
      }
    }
  }

  @Test
  void valuesMovedBetweenSlotsOrGroupsAreDetected() {
    Part slots = merge(parts());
    List<BigInteger> group = slots.group("g0");
    BigInteger first = group.get(0);
    group.set(0, group.get(1));
    group.set(1, first);
    Part groups = merge(parts());
    List<BigInteger> moved = groups.group("g0");
    groups.groups.put("g0", groups.group("g1"));
    groups.groups.put("g1", moved);

    assertThat(verifies(slots, NODES)).isFalse();
    assertThat(verifies(groups, NODES)).isFalse();
  }

  @Test
  void aDroppedGroupIsDetected() {
    Part everywhere = merge(parts());
    everywhere.groups.remove("g2");
    List<Part> parts = parts();
    parts.get(1).groups.remove("g2");

    assertThat(verifies(everywhere, NODES)).isFalse();
    assertThat(verifies(merge(parts), NODES)).isFalse();
  }

  @Test
  void droppedRepeatedAndScaledPartsAreDetected() {
    List<Part> parts = parts();
    List<Part> repeated = new ArrayList<>(parts);
    repeated.add(parts.get(0));
    List<Part> replaced = List.of(parts.get(0), parts.get(1), parts.get(1));
    List<Part> scaled = new ArrayList<>(parts);
    scaled.addAll(parts);

    assertThat(verifies(merge(parts.subList(0, 2)), NODES)).isFalse();
    assertThat(verifies(merge(parts.subList(0, 2)), NODES.subList(0, 2))).isTrue();
    assertThat(verifies(merge(repeated), NODES)).isFalse();
    assertThat(verifies(merge(replaced), NODES)).isFalse();
    assertThat(verifies(merge(scaled), NODES)).isFalse();
    assertThat(verifies(merge(parts), NODES.subList(0, 2))).isFalse();
  }

  @Test
  void partsOfAnotherQueryAreDetected() {
    CheckValues other = new CheckValues(secret(2));
    List<Part> parts = parts();
    parts.set(2, part(other, NODES.get(2), Collections.nCopies(4, BigInteger.ONE)));

    assertThat(verifies(merge(parts), NODES)).isFalse();
  }

  @Test
  void anEmptyPartStillCountsAsOne() {
    List<Part> parts = parts();
    parts.set(2, new Part(new TreeMap<>(), checks.pad(NODES.get(2))));

    assertThat(verifies(merge(parts), NODES)).isTrue();
    assertThat(verifies(merge(parts.subList(0, 2)), NODES)).isFalse();
  }

  @Test
  void residuesAreInRangeAndPadsDiffer() {
    CheckValues.GroupCheck check = checks.group(token("g"), List.of(BigInteger.ONE.negate()));

    assertThat(check.check()).isBetween(BigInteger.ZERO, CheckValues.PRIME);
    assertThat(check.trailer()).isBetween(BigInteger.ZERO, CheckValues.PRIME);
    assertThat(check.check()).isNotEqualTo(check.trailer());
    assertThat(NODES.stream().map(checks::pad)).doesNotHaveDuplicates();
    assertThat(checks.pads(NODES))
        .isEqualTo(
            NODES.stream()
                .map(checks::pad)
                .reduce(BigInteger.ZERO, BigInteger::add)
                .mod(CheckValues.PRIME));
  }

  /** Groups by name: values in their slots, and last the check slot. */
  private record Part(TreeMap<String, List<BigInteger>> groups, BigInteger trailer) {
    List<BigInteger> group(String name) {
      return Objects.requireNonNull(groups.get(name));
    }
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (NodeId node : NODES) {
      List<BigInteger> values = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        BigInteger magnitude = new BigInteger(40, random);
        values.add(random.nextBoolean() ? magnitude : magnitude.negate());
      }
      parts.add(part(checks, node, values));
    }
    return parts;
  }

  private static Part part(CheckValues checks, NodeId node, List<BigInteger> values) {
    TreeMap<String, List<BigInteger>> groups = new TreeMap<>();
    BigInteger trailer = checks.pad(node);
    for (int g = 0; g < 3; g++) {
      BigInteger factor = BigInteger.valueOf(g + 1L);
      List<BigInteger> group = new ArrayList<>();
      if (g == 0) {
        group.addAll(values);
      } else {
        values.forEach(value -> group.add(value.shiftRight(8).multiply(factor)));
      }
      CheckValues.GroupCheck check = checks.group(token("g" + g), group);
      group.add(check.check());
      groups.put("g" + g, group);
      trailer = trailer.add(check.trailer());
    }
    return new Part(groups, trailer.mod(CheckValues.PRIME));
  }

  private static Part merge(List<Part> parts) {
    TreeMap<String, List<BigInteger>> groups = new TreeMap<>();
    BigInteger trailer = BigInteger.ZERO;
    for (Part part : parts) {
      trailer = trailer.add(part.trailer);
      part.groups.forEach(
          (name, slots) -> groups.merge(name, new ArrayList<>(slots), CheckValuesTest::add));
    }
    return new Part(groups, trailer);
  }

  private static List<BigInteger> add(List<BigInteger> a, List<BigInteger> b) {
    List<BigInteger> sums = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      sums.add(a.get(i).add(b.get(i)));
    }
    return sums;
  }

  private boolean verifies(Part sum, Collection<NodeId> nodes) {
    BigInteger trailer = checks.pads(nodes);
    boolean good = true;
    for (String name : sum.groups.keySet()) {
      List<BigInteger> slots = sum.group(name);
      int last = slots.size() - 1;
      CheckValues.GroupCheck check = checks.group(token(name), slots.subList(0, last));
      good &= check.check().equals(slots.get(last).mod(CheckValues.PRIME));
      trailer = trailer.add(check.trailer());
    }
    return good && trailer.mod(CheckValues.PRIME).equals(sum.trailer.mod(CheckValues.PRIME));
  }

  private static byte[] token(String name) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static QuerySecret secret(int first) {
    byte[] bytes = new byte[QuerySecret.BYTES];
    bytes[0] = (byte) first;
    return QuerySecret.of(bytes);
  }
}
