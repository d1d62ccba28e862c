// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.query;

import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SlotLayout;
import dev.parley.protocol.query.SlotLayout.Place;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Signed integers side by side in few plaintexts: the plaintext is Σ value · 2^shift, so that
 * adding plaintexts adds each slot, negative ones included.
 */
public final class PackedSlots {
  private PackedSlots() {}

  /**
   * Packs one node's number for each slot.
   *
   * @throws IllegalArgumentException if a number does not fit its slot with {@link
   *     Slot#HEADROOM_BITS} to spare, so that the sum over all nodes might not fit either
   */
  public static List<BigInteger> pack(SlotLayout layout, List<BigInteger> values) {
    if (values.size() != layout.slots()) {
      throw new IllegalArgumentException("Invalid group: want a number for each slot");
    }
    List<BigInteger> plaintexts =
        new ArrayList<>(Collections.nCopies(layout.plaintexts(), BigInteger.ZERO));
    for (int i = 0; i < values.size(); i++) {
      Place place = layout.place(i);
      BigInteger value = values.get(i);
      if (value.bitLength() > place.bits() - 1 - Slot.HEADROOM_BITS) {
        throw new IllegalArgumentException("Invalid number: does not fit slot " + i);
      }
      BigInteger before = plaintexts.get(place.plaintext());
      plaintexts.set(place.plaintext(), before.add(value.shiftLeft(place.shift())));
    }
    return plaintexts;
  }

  /**
   * Unpacks what {@link #pack} packed, or a sum of such.
   *
   * @param plaintexts as many as the layout has, signed
   * @throws IllegalArgumentException if anything is left over, so that this is no such sum
   */
  public static List<BigInteger> unpack(SlotLayout layout, List<BigInteger> plaintexts) {
    if (plaintexts.size() != layout.plaintexts()) {
      throw new IllegalArgumentException("Invalid group: wrong number of plaintexts");
    }
    List<BigInteger> rest = new ArrayList<>(plaintexts);
    List<BigInteger> values = new ArrayList<>();
    for (int i = 0; i < layout.slots(); i++) {
      Place place = layout.place(i);
      BigInteger left = rest.get(place.plaintext());
      BigInteger modulus = BigInteger.ONE.shiftLeft(place.bits());
      BigInteger value = left.mod(modulus);
      if (value.testBit(place.bits() - 1)) {
        value = value.subtract(modulus);
      }
      values.add(value);
      rest.set(place.plaintext(), left.subtract(value).shiftRight(place.bits()));
    }
    if (rest.stream().anyMatch(left -> left.signum() != 0)) {
      throw new IllegalArgumentException("Invalid group: numbers beyond the slots");
    }
    return values;
  }
}
