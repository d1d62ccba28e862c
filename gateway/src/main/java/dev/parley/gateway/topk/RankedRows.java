// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.topk;

import dev.parley.gateway.query.OpenedAnswer;
import dev.parley.gateway.query.OpenedGroup;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.topk.Rank;
import dev.parley.protocol.topk.ScoreCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows of all owners in order that say where they stand: behind its items, a row has its score
 * and, in hexadecimal, what is behind the score in its rank. The order is the one in which the
 * gateway would have found them by rounds.
 *
 * @param items how many items a row has
 * @param listed whether rows are joined with a list: its entry's number then comes before the rest
 */
record RankedRows(ScoreCode code, int items, boolean listed) {

  private record Ranked(Rank rank, OpenedGroup row) {}

  /**
   * Returns the best rows, or those of each entry: items and score of each.
   *
   * @param limit how many at most, or of each entry
   * @throws ParleyException NODE_FAILED if a row has no place in the order
   */
  List<OpenedGroup> best(OpenedAnswer all, long limit) {
    List<Ranked> ranked =
        all.groups().stream().map(this::ranked).sorted(Comparator.comparing(Ranked::rank)).toList();
    List<OpenedGroup> best = new ArrayList<>();
    long taken = 0;
    for (int i = 0; i < ranked.size(); i++) {
      boolean begins = i == 0 || (listed && !isOfSameEntry(ranked, i));
      taken = begins ? 1 : taken + 1;
      if (taken <= limit) {
        best.add(ranked.get(i).row());
      }
    }
    return best;
  }

  private static boolean isOfSameEntry(List<Ranked> ranked, int index) {
    return ranked.get(index).rank().isOfSameEntry(ranked.get(index - 1).rank());
  }

  private Ranked ranked(OpenedGroup row) {
    List<@Nullable Object> values = row.key().values();
    try {
      byte[] score = code.encode(values.get(items));
      byte[] rest = HexFormat.of().parseHex(String.valueOf(values.get(items + 1)));
      int before = listed ? Rank.ENTRY_BYTES : 0;
      byte[] rank =
          ByteBuffer.allocate(score.length + rest.length)
              .put(rest, 0, before)
              .put(score)
              .put(rest, before, rest.length - before)
              .array();
      GroupKey shown = GroupKey.of(values.subList(0, items + 1));
      return new Ranked(Rank.of(rank), new OpenedGroup(shown, row.sums()));
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw new ParleyException(
          ErrorCode.NODE_FAILED,
          "A node reported a row that has no place in the order",
          "Ask the owners to check the types of the columns that rows are ordered by.");
    }
  }
}
