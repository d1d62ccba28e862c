// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import dev.parley.actions.invocation.RefusedException;
import dev.parley.wire.CiphertextSum;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.PartialWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges sorted streams of groups into one: groups of equal tokens become one, whose ciphertexts
 * hide the sums. Holds one group of each stream at a time.
 */
final class GroupMerge {
  private final CiphertextSum sum;
  private final PriorityQueue<Head> heads = new PriorityQueue<>();

  GroupMerge(BigInteger modulus) {
    this.sum = new CiphertextSum(modulus);
  }

  /**
   * Reads all partials to their ends and writes the merged groups and trailer.
   *
   * @param partials all under one modulus, with equally many ciphertexts in a group
   * @return how many groups there are
   */
  long run(List<Partial> partials, PartialWriter merged) throws IOException, RefusedException {
    for (int i = 0; i < partials.size(); i++) {
      advance(partials.get(i), i);
    }
    long groups = 0;
    for (Head head = heads.poll(); head != null; head = heads.poll()) {
      merged.group(unite(head));
      groups++;
    }
    BigInteger trailer = partials.get(0).trailer();
    for (Partial partial : partials.subList(1, partials.size())) {
      trailer = sum.add(trailer, partial.trailer());
    }
    merged.finish(trailer);
    return groups;
  }

  private GroupRecord unite(Head first) throws IOException, RefusedException {
    List<BigInteger> sums = new ArrayList<>(first.group.ciphertexts());
    advance(first.partial, first.position);
    for (Head next = heads.peek(); isSameGroup(first, next); next = heads.peek()) {
      heads.remove();
      List<BigInteger> more = next.group.ciphertexts();
      for (int i = 0; i < sums.size(); i++) {
        sums.set(i, sum.add(sums.get(i), more.get(i)));
      }
      advance(next.partial, next.position);
    }
    return new GroupRecord(first.group.token(), first.group.label(), sums);
  }

  private static boolean isSameGroup(Head first, @Nullable Head next) {
    return next != null && first.group.compareTokenTo(next.group) == 0;
  }

  private void advance(Partial partial, int position) throws IOException, RefusedException {
    GroupRecord group = partial.next();
    if (group != null) {
      heads.add(new Head(partial, position, group));
    }
  }

  /** The next group of one partial. */
  private static final class Head implements Comparable<Head> {
    private final Partial partial;
    private final int position;
    private final GroupRecord group;

    Head(Partial partial, int position, GroupRecord group) {
      this.partial = partial;
      this.position = position;
      this.group = group;
    }

    @Override
    public int compareTo(Head other) {
      int byToken = group.compareTokenTo(other.group);
      return byToken != 0 ? byToken : Integer.compare(position, other.position);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Head && compareTo((Head) other) == 0;
    }

    @Override
    public int hashCode() {
      return position;
    }
  }
}
