// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.query;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts many small counts into few slots, side by side, so that their sums over all nodes stay
 * apart: each has as many bits as hold the greatest sum there can be. Gateway and nodes find the
 * slots each by themselves.
 *
 * @param buckets how many counts there are
 * @param countBits how wide the sum of one count is
 */
public record CountSlots(int buckets, int countBits) {
  private static final int MAX_MAGNITUDE_BITS = Slot.MAX_BITS - 1 - Slot.HEADROOM_BITS;

  public CountSlots {
    if (buckets < 1 || countBits < 1 || countBits > Long.SIZE - 1) {
      throw new IllegalArgumentException("Invalid counts: number or width");
    }
  }

  /**
   * Returns the slots for counts of which all together are at most {@code most} at one node.
   *
   * @param nodes how many nodes count
   */
  public static CountSlots of(int buckets, long most, int nodes) {
    BigInteger sum = BigInteger.valueOf(most).multiply(BigInteger.valueOf(nodes));
    return new CountSlots(buckets, sum.bitLength());
  }

  /** Returns for how many counts so many slots have room. */
  public static int most(int slots, long most, int nodes) {
    return slots * of(1, most, nodes).perSlot();
  }

  /** Returns the slots, of which all but the last are full. */
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    for (int from = 0; from < buckets; from += perSlot()) {
      int magnitude = Math.min(perSlot(), buckets - from) * countBits;
      slots.add(new Slot(Slot.Kind.VALUE, slots.size(), 0, 0, magnitude + 1 + Slot.HEADROOM_BITS));
    }
    return slots;
  }

  private int perSlot() {
    return MAX_MAGNITUDE_BITS / countBits;
  }

  /** Returns one number for each slot. */
  public List<BigInteger> pack(List<Long> counts) {
    if (counts.size() != buckets) {
      throw new IllegalArgumentException("Invalid counts: more or fewer than buckets");
    }
    List<BigInteger> packed = new ArrayList<>();
    for (int from = 0; from < buckets; from += perSlot()) {
      BigInteger value = BigInteger.ZERO;
      for (int i = Math.min(from + perSlot(), buckets) - 1; i >= from; i--) {
        value = value.shiftLeft(countBits).add(BigInteger.valueOf(counts.get(i)));
      }
      packed.add(value);
    }
    return packed;
  }

  /**
   * Returns the sums of the counts.
   *
   * @param sums one for each slot, none negative
   */
  public List<Long> unpack(List<BigInteger> sums) {
    if (sums.size() != slots().size()) {
      throw new IllegalArgumentException("Invalid sums: more or fewer than slots");
    }
    BigInteger base = BigInteger.ONE.shiftLeft(countBits);
    List<Long> counts = new ArrayList<>();
    for (BigInteger sum : sums) {
      BigInteger rest = sum;
      for (int i = 0; i < perSlot() && counts.size() < buckets; i++) {
        counts.add(rest.mod(base).longValueExact());
        rest = rest.shiftRight(countBits);
      }
    }
    return counts;
  }
}
