// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.topk;

import dev.parley.protocol.topk.Rank;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Edges that split what lies between two places evenly, as numbers in base 256. */
final class EvenEdges {

  private EvenEdges() {}

  /**
   * Returns {@code count} places between {@code low} and {@code high}, ascending.
   *
   * @throws IllegalArgumentException if {@code low} is not before {@code high}, or only zeros
   *     shorter
   */
  static List<Rank> between(Rank low, Rank high, int count) {
    BigInteger parts = BigInteger.valueOf((long) count + 1);
    int length = Math.max(low.length(), high.length());
    BigInteger width = number(high, length).subtract(number(low, length));
    if (width.signum() <= 0) {
      throw new IllegalArgumentException("Invalid bucket: nothing lies between its ends");
    }
    while (width.compareTo(parts) < 0) {
      length++;
      width = number(high, length).subtract(number(low, length));
    }
    BigInteger from = number(low, length);
    List<Rank> edges = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      edges.add(place(from.add(width.multiply(BigInteger.valueOf(i)).divide(parts)), length));
    }
    return edges;
  }

  private static BigInteger number(Rank place, int length) {
    return new BigInteger(1, Arrays.copyOf(place.toBytes(), length));
  }

  private static Rank place(BigInteger number, int length) {
    byte[] digits = number.toByteArray();
    byte[] bytes = new byte[length];
    int used = Math.min(length, digits.length);
    System.arraycopy(digits, digits.length - used, bytes, length - used, used);
    return Rank.of(bytes);
  }
}
