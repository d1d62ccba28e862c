// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotLayout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedSlotsTest {
  private static final int PLAINTEXT_BITS = 2047;
  private static final int MOST_NODES = 65_535;

  @Test
  void sumOfPackedIsPackedSum() {
    long seed = 20260105;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      SlotLayout layout = randomLayout(random);
      List<BigInteger> sums = zeros(layout.slots());
      List<BigInteger> plaintexts = zeros(layout.plaintexts());
      for (int node = 0; node < 5; node++) {
        List<BigInteger> values = new ArrayList<>();
        for (int i = 0; i < layout.slots(); i++) {
          BigInteger magnitude = new BigInteger(magnitudeBits(layout, i), random);
          values.add(random.nextBoolean() ? magnitude : magnitude.negate());
        }
        sums = add(sums, values);
        plaintexts = add(plaintexts, PackedSlots.pack(layout, values));
      }
      assertThat(PackedSlots.unpack(layout, plaintexts)).as("seed %d", seed).isEqualTo(sums);
    }
  }

  @Test
  void sumsOfTheMostNodesAtTheBoundsOfEverySlotFit() {
    Random random = new Random(20260106);
    for (int round = 0; round < 50; round++) {
      SlotLayout layout = randomLayout(random);
      List<BigInteger> values = new ArrayList<>();
      for (int i = 0; i < layout.slots(); i++) {
        BigInteger bound = BigInteger.ONE.shiftLeft(magnitudeBits(layout, i));
        values.add(random.nextBoolean() ? bound.negate() : bound.subtract(BigInteger.ONE));
      }

      List<BigInteger> sums = times(PackedSlots.pack(layout, values), MOST_NODES);

      assertThat(sums).allMatch(sum -> sum.bitLength() <= PLAINTEXT_BITS - 1);
      assertThat(PackedSlots.unpack(layout, sums)).isEqualTo(times(values, MOST_NODES));
    }
  }

  @Test
  void aNumberThatLeavesNoRoomForTheOtherNodesIsRefused() {
    SlotLayout layout = layout(64);
    BigInteger bound = BigInteger.ONE.shiftLeft(64 - 1 - Slot.HEADROOM_BITS);

    assertThat(PackedSlots.pack(layout, values(bound.subtract(BigInteger.ONE)))).hasSize(1);
    assertThat(PackedSlots.pack(layout, values(bound.negate()))).hasSize(1);
    assertThatThrownBy(() -> PackedSlots.pack(layout, values(bound)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid number: does not fit slot 3");
    assertThatThrownBy(
            () -> PackedSlots.pack(layout, values(bound.negate().subtract(BigInteger.ONE))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PackedSlots.pack(layout, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void residuesOfTheCheckFitTheirSlot() {
    List<BigInteger> values = new ArrayList<>(values(BigInteger.ZERO));
    values.set(SlotLayout.CHECK, CheckValues.PRIME.subtract(BigInteger.ONE));
    SlotLayout layout = layout(64);

    List<BigInteger> sums = times(PackedSlots.pack(layout, values), MOST_NODES);

    assertThat(PackedSlots.unpack(layout, sums)).isEqualTo(times(values, MOST_NODES));
  }

  @Test
  void whatLiesBeyondTheSlotsIsRefused() {
    SlotLayout layout = layout(64);
    BigInteger beyond = BigInteger.ONE.shiftLeft(32 + 32 + 272 + 64);

    for (BigInteger wrong : List.of(beyond, beyond.negate(), beyond.shiftLeft(1000))) {
      assertThatThrownBy(() -> PackedSlots.unpack(layout, List.of(wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid group: numbers beyond the slots");
    }
    assertThatThrownBy(() -> PackedSlots.unpack(layout, List.of(beyond, beyond)))
        .hasMessage("Invalid group: wrong number of plaintexts");
  }

  private static List<BigInteger> values(BigInteger value) {
    return List.of(BigInteger.ONE, BigInteger.ZERO, BigInteger.ZERO, value);
  }

  private static SlotLayout layout(int bits) {
    return SlotLayout.of(List.of(new Slot(Slot.Kind.VALUE, 0, 0, 0, bits)), PLAINTEXT_BITS);
  }

  private static SlotLayout randomLayout(Random random) {
    List<Slot> slots = new ArrayList<>();
    for (int i = 1 + random.nextInt(30); i > 0; i--) {
      slots.add(new Slot(Slot.Kind.VALUE, 0, 0, 0, 18 + random.nextInt(237)));
    }
    return SlotLayout.of(slots, PLAINTEXT_BITS);
  }

  private static int magnitudeBits(SlotLayout layout, int slot) {
    return layout.place(slot).bits() - 1 - Slot.HEADROOM_BITS;
  }

  private static List<BigInteger> zeros(int count) {
    return Collections.nCopies(count, BigInteger.ZERO);
  }

  private static List<BigInteger> times(List<BigInteger> values, long factor) {
    return values.stream().map(value -> value.multiply(BigInteger.valueOf(factor))).toList();
  }

  private static List<BigInteger> add(List<BigInteger> a, List<BigInteger> b) {
    List<BigInteger> sums = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      sums.add(a.get(i).add(b.get(i)));
    }
    return sums;
  }
}
