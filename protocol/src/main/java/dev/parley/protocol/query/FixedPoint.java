// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.query;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Spreads a fixed-point integer over slots, and puts the sums of slots together again. Every limb
 * has the sign of the whole, so that limbs can be added each by itself.
 *
 * @param limbs the slots, least digits first; unmodifiable
 */
public record FixedPoint(List<Slot> limbs) {

  public FixedPoint {
    limbs = List.copyOf(limbs);
    if (limbs.isEmpty()) {
      throw new IllegalArgumentException("Invalid fixed point: no slots");
    }
  }

  /** Bits of magnitude that one node's number may have. */
  public int magnitudeBits() {
    return limbs.stream().mapToInt(Slot::magnitudeBits).sum();
  }

  /** Returns one number for each slot; empty if {@code whole} does not fit. */
  public Optional<List<BigInteger>> split(BigInteger whole) {
    if (whole.abs().bitLength() > magnitudeBits()) {
      return Optional.empty();
    }
    List<BigInteger> parts = new ArrayList<>();
    BigInteger rest = whole.abs();
    for (Slot limb : limbs) {
      BigInteger base = BigInteger.ONE.shiftLeft(limb.magnitudeBits());
      BigInteger part = rest.mod(base);
      parts.add(whole.signum() < 0 ? part.negate() : part);
      rest = rest.shiftRight(limb.magnitudeBits());
    }
    return Optional.of(parts);
  }

  /** Returns the number whose parts are {@code sums}, one for each slot. */
  public BigInteger join(List<BigInteger> sums) {
    if (sums.size() != limbs.size()) {
      throw new IllegalArgumentException("Invalid fixed point: sums and slots do not pair up");
    }
    BigInteger whole = BigInteger.ZERO;
    int shift = 0;
    for (int i = 0; i < limbs.size(); i++) {
      whole = whole.add(sums.get(i).shiftLeft(shift));
      shift += limbs.get(i).magnitudeBits();
    }
    return whole;
  }
}
