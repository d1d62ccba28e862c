// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.topk;

import dev.parley.node.check.CheckedQuery;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.topk.ScoreCode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that say where they stand, for a gateway that has to put those of all owners in order by
 * itself: behind items and score what is behind the score in their rank, in hexadecimal.
 */
final class RankedRows {
  private final ScoreCode score;
  private final int place;

  private RankedRows(ScoreCode score, int place) {
    this.score = score;
    this.place = place;
  }

  static RankedRows of(CheckedQuery checked) {
    return new RankedRows(Ranking.scoreCode(checked), ((BestQuery) checked.query()).items().size());
  }

  /** The items, the score, the rest of the rank. */
  List<@Nullable Object> of(Candidate candidate) {
    List<@Nullable Object> row = new ArrayList<>(candidate.row());
    int from = score.encode(row.get(place)).length;
    byte[] rank = candidate.rank().toBytes();
    row.add(HexFormat.of().formatHex(rank, from, rank.length));
    return row;
  }
}
