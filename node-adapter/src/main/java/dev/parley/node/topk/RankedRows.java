// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.topk;

import dev.parley.node.check.CheckedQuery;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.topk.Rank;
import dev.parley.protocol.topk.ScoreCode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that say where they stand, for a gateway that has to put those of all owners in order by
 * itself: behind items and score what else is in their rank, in hexadecimal. That is what is behind
 * the score, and before it the entry, if they are joined with a list.
 */
final class RankedRows {
  private final ScoreCode score;
  private final int place;
  private final int before;

  private RankedRows(ScoreCode score, int place, int before) {
    this.score = score;
    this.place = place;
    this.before = before;
  }

  static RankedRows of(CheckedQuery checked) {
    return new RankedRows(
        Ranking.scoreCode(checked),
        ((BestQuery) checked.query()).items().size(),
        checked.places().isPresent() ? Rank.ENTRY_BYTES : 0);
  }

  /** The items, the score, the rest of the rank. */
  List<@Nullable Object> of(Candidate candidate) {
    List<@Nullable Object> row = new ArrayList<>(candidate.row());
    int from = before + score.encode(row.get(place)).length;
    byte[] rank = candidate.rank().toBytes();
    HexFormat hex = HexFormat.of();
    row.add(hex.formatHex(rank, 0, before) + hex.formatHex(rank, from, rank.length));
    return row;
  }
}
