// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.query;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.Aggregation.Function;
import dev.parley.protocol.sql.Typing;
import java.util.ArrayList;
import java.util.List;

/**
 * How wide each number of an answer is: a matter of its type alone, so that gateway and nodes find
 * it each by itself. A gateway that could choose would ask for narrow slots, and learn from a
 * node's overflow how large its own part is.
 */
public final class SlotWidths {
  private static final int COUNT_BITS = 64;
  private static final int PRESENCE_BITS = 32;

  /** So many rows a node's sum may have: 2^40. */
  private static final int ROW_BITS = 40;

  /** Sums of doubles are exact from 10^-100 to 10^100; what lies beyond is an error. */
  private static final int DOUBLE_DIGITS = 100;

  private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);
  private static final int LIMB_BITS = Slot.MAX_BITS - 1 - Slot.HEADROOM_BITS;

  private SlotWidths() {}

  /**
   * Returns the only slots in which {@code aggregations} may be asked for and answered, in order.
   *
   * @param typing by the columns of the table
   * @throws ParleyException TYPE_MISMATCH, NOT_SUPPORTED
   */
  public static List<Slot> of(List<Aggregation> aggregations, Typing typing) {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < aggregations.size(); i++) {
      Aggregation aggregation = aggregations.get(i);
      if (aggregation.isSum()) {
        ColumnType type = number(typing.of(aggregation.argument().orElseThrow()));
        slots.addAll(limbs(i, aggregation.function() == Function.SUM ? 1 : 2, type));
        slots.add(new Slot(Slot.Kind.PRESENCE, i, 0, 0, PRESENCE_BITS));
      } else {
        slots.add(new Slot(Slot.Kind.VALUE, i, 0, 0, COUNT_BITS));
      }
    }
    return slots;
  }

  private static ColumnType number(ColumnType type) {
    if (!type.isNumeric()) {
      throw new ParleyException(
          ErrorCode.TYPE_MISMATCH, "A sum of " + type.kind() + " is none", "Add numbers up.");
    }
    return type;
  }

  /**
   * @param power 1 for a sum of numbers, 2 for one of squares
   */
  private static List<Slot> limbs(int aggregation, int power, ColumnType type) {
    boolean approximate = type.kind() == Kind.DOUBLE;
    int scale = power * (approximate ? DOUBLE_DIGITS : type.scale());
    int digits = power * (approximate ? 2 * DOUBLE_DIGITS : type.decimalDigits());
    int magnitude = (int) Math.ceil(digits * BITS_PER_DIGIT) + ROW_BITS;
    List<Slot> limbs = new ArrayList<>();
    while (magnitude > LIMB_BITS) {
      limbs.add(new Slot(Slot.Kind.VALUE, aggregation, limbs.size(), scale, Slot.MAX_BITS));
      magnitude -= LIMB_BITS;
    }
    int bits = magnitude + 1 + Slot.HEADROOM_BITS;
    int rounded = Math.min(Slot.MAX_BITS, (bits + Byte.SIZE - 1) / Byte.SIZE * Byte.SIZE);
    limbs.add(new Slot(Slot.Kind.VALUE, aggregation, limbs.size(), scale, rounded));
    return limbs;
  }
}
