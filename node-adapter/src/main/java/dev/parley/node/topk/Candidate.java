// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.topk;

import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.topk.Rank;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of a node's own best rows: where it stands, and what is released of it. */
final class Candidate {
  /** Of two arrays and three objects. */
  private static final int OVERHEAD_BYTES = 96;

  private final Rank rank;
  private final byte[] row;

  Candidate(Rank rank, byte[] row) {
    this.rank = rank;
    this.row = row.clone();
  }

  Rank rank() {
    return rank;
  }

  /** The items, then the score. */
  List<@Nullable Object> row() {
    return GroupKey.decode(row).values();
  }

  /** Bytes of memory that it takes, about. */
  long memoryBytes() {
    return OVERHEAD_BYTES + (long) rank.length() + row.length;
  }

  /** Says nothing of the row. */
  @Override
  public String toString() {
    return "Candidate[withheld]";
  }
}
