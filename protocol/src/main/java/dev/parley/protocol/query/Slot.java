// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.query;

/**
 * Where one number of a group travels: a signed fixed-point integer of {@code bits} bits, of which
 * the top {@value #HEADROOM_BITS} and the sign are left free by each node so that the sum over all
 * nodes fits.
 *
 * @param kind what the number says
 * @param aggregation the position of the aggregate in the sub-query that it is about
 * @param limb which part of a number that is too wide for one slot, 0 for the least digits
 * @param scale the number of decimal digits after the point: value = integer / 10^scale
 */
public record Slot(Kind kind, int aggregation, int limb, int scale, int bits) {
  /** Room for the sum over 65,535 nodes. */
  public static final int HEADROOM_BITS = 16;

  /**
   * The widest slot: sums stay below half the prime of the check values, so that no two of them are
   * congruent.
   */
  public static final int MAX_BITS = 254;

  private static final int MAX_SCALE = 240;

  /** How many slots a number may be spread over. */
  public static final int MAX_LIMBS = 8;

  /** What a slot says. */
  public enum Kind {
    /** The aggregate's value at this node, 0 if it is NULL. */
    VALUE,
    /** 1 if the aggregate's value at this node is not NULL, else 0. */
    PRESENCE
  }

  public Slot {
    if (aggregation < 0 || scale < 0 || scale > MAX_SCALE) {
      throw new IllegalArgumentException("Invalid slot: aggregate or scale out of bounds");
    }
    if (limb < 0 || limb >= MAX_LIMBS) {
      throw new IllegalArgumentException("Invalid slot: limb " + limb);
    }
    if (bits < HEADROOM_BITS + 2 || bits > MAX_BITS) {
      throw new IllegalArgumentException("Invalid slot: " + bits + " bits");
    }
  }

  /** Bits of magnitude that one node's number may have. */
  public int magnitudeBits() {
    return bits - 1 - HEADROOM_BITS;
  }
}
