// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.query;

import java.util.ArrayList;
import java.util.List;

/**
 * How the slots of a group are packed into plaintexts: in order, none across two plaintexts.
 *
 * <p>Every group begins with three slots of its own: {@link #CONTRIBUTORS}, {@link #WITHHELD} and
 * {@link #CHECK}; the slots of the sub-query follow.
 */
public final class SlotLayout {
  /** Position of the slot that counts the nodes which reported the group. */
  public static final int CONTRIBUTORS = 0;

  /** Position of the slot that counts the nodes which withheld their part of the group. */
  public static final int WITHHELD = 1;

  /** Position of the slot that holds the check value. */
  public static final int CHECK = 2;

  /** Position of the first slot of the sub-query. */
  public static final int FIRST_VALUE = 3;

  /** Bits of a slot that counts nodes. */
  public static final int NODE_COUNT_BITS = 32;

  /** Bits of the check slot: residues of 255 bits, with headroom and sign. */
  public static final int CHECK_BITS = 255 + 1 + Slot.HEADROOM_BITS;

  /**
   * Where a slot lies.
   *
   * @param plaintext which plaintext of the group
   * @param shift bits below it in that plaintext
   */
  public record Place(int plaintext, int shift, int bits) {}

  private final List<Place> places;

  private SlotLayout(List<Place> places) {
    this.places = List.copyOf(places);
  }

  /**
   * Lays out {@code slots} behind the three of the group.
   *
   * @param plaintextBits how many bits one plaintext holds, sign included
   * @throws IllegalArgumentException if a slot is wider than that
   */
  public static SlotLayout of(List<Slot> slots, int plaintextBits) {
    List<Integer> widths = new ArrayList<>();
    widths.add(NODE_COUNT_BITS);
    widths.add(NODE_COUNT_BITS);
    widths.add(CHECK_BITS);
    slots.forEach(slot -> widths.add(slot.bits()));
    List<Place> places = new ArrayList<>();
    int plaintext = 0;
    int shift = 0;
    for (int width : widths) {
      if (width > plaintextBits) {
        throw new IllegalArgumentException("Invalid slot: wider than a plaintext");
      }
      if (shift + width > plaintextBits) {
        plaintext++;
        shift = 0;
      }
      places.add(new Place(plaintext, shift, width));
      shift += width;
    }
    return new SlotLayout(places);
  }

  /** How many slots a group has, its own three included. */
  public int slots() {
    return places.size();
  }

  /** How many plaintexts, and so ciphertexts, a group takes. */
  public int plaintexts() {
    return places.get(places.size() - 1).plaintext() + 1;
  }

  /** Returns where the slot at {@code position} lies. */
  public Place place(int position) {
    return places.get(position);
  }
}
