// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.topk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a row stands in an order, or a place between rows: bytes that compare unsigned as the order
 * goes, the best first. The rank of a row is made of its score, then of the columns that break
 * ties, then of what tells all rows apart; see {@link ScoreCode}.
 */
public final class Rank implements Comparable<Rank> {
  /** The most bytes that a place may have which another party names. */
  public static final int MAX_BYTES = 1 << 10;

  /** The place before every row. */
  public static final Rank FIRST = new Rank(new byte[0]);

  /** The place behind every row. */
  public static final Rank LAST = new Rank(new byte[] {(byte) 0xFF});

  /** How many bytes the number of an entry has, which come first. */
  public static final int ENTRY_BYTES = 2;

  private final byte[] bytes;

  private Rank(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Rank of(byte[] bytes) {
    return new Rank(bytes.clone());
  }

  /**
   * Returns the same place among the rows that are joined with one entry of a list: all of them
   * come before those of entries with greater numbers.
   *
   * @param entry the entry's number, from 0 to 65535
   */
  public Rank ofEntry(int entry) {
    return new Rank(
        ByteBuffer.allocate(ENTRY_BYTES + bytes.length).putShort((short) entry).put(bytes).array());
  }

  /** Whether it is the place of a row that is joined with the same entry of a list as another's. */
  public boolean isOfSameEntry(Rank other) {
    return Arrays.equals(
        Arrays.copyOf(bytes, ENTRY_BYTES), Arrays.copyOf(other.bytes, ENTRY_BYTES));
  }

  /** Returns a copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** How many bytes it has. */
  public int length() {
    return bytes.length;
  }

  @Override
  public int compareTo(Rank other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rank rank && Arrays.equals(bytes, rank.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Says nothing of the bytes, which tell of a row. */
  @Override
  public String toString() {
    return "Rank[" + bytes.length + " bytes, withheld]";
  }

  /** The bytes in hexadecimal, for tests. */
  String hex() {
    return HexFormat.of().formatHex(bytes);
  }
}
