// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.topk;

import dev.parley.node.check.CheckedQuery;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.topk.Rank;
import dev.parley.protocol.topk.ScoreCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Ranks rows that come in their order: score, then the columns that break ties, then eight bytes
 * that tell rows apart which are equal so far. These are a hash under a secret of the node's, so
 * that whoever counts ranks learns nothing of what else is in a row.
 */
final class Ranking {
  private final int items;
  private final ScoreCode score;
  private final List<ScoreCode> ties = new ArrayList<>();
  private final Distinction distinction;
  private final OptionalInt entry;
  private final Map<ByteBuffer, Integer> alike = new HashMap<>();
  private byte[] place = new byte[0];

  /**
   * @param entry the number of the entry of a list that rows are joined with, which comes first
   */
  Ranking(CheckedQuery checked, OptionalInt entry, Distinction distinction) {
    BestQuery query = (BestQuery) checked.query();
    this.entry = entry;
    this.items = query.items().size();
    this.score = scoreCode(checked);
    for (PublishedColumn column : checked.table().tieBreakers()) {
      ties.add(new ScoreCode(column.type(), false, false));
    }
    this.distinction = distinction;
  }

  /** The code with which every rank begins. */
  static ScoreCode scoreCode(CheckedQuery checked) {
    BestQuery query = (BestQuery) checked.query();
    return new ScoreCode(
        checked.typing().of(query.score()), query.order().descending(), query.order().nullsFirst());
  }

  /**
   * Ranks the next row.
   *
   * @param values the items, the score, the columns that break ties
   * @throws IllegalArgumentException if it cannot travel
   */
  Candidate next(List<@Nullable Object> values) {
    byte[] found = place(values);
    if (!Arrays.equals(found, place)) {
      place = found;
      alike.clear();
    }
    byte[] row = GroupKey.of(values.subList(0, items + 1)).encode();
    int before = alike.merge(ByteBuffer.wrap(row), 1, Integer::sum);
    ByteBuffer rank = ByteBuffer.allocate(found.length + Distinction.BYTES);
    rank.put(found).put(distinction.of(row, before));
    Rank alone = Rank.of(rank.array());
    return new Candidate(entry.isPresent() ? alone.ofEntry(entry.getAsInt()) : alone, row);
  }

  private byte[] place(List<@Nullable Object> values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(score.encode(values.get(items)));
    for (int i = 0; i < ties.size(); i++) {
      bytes.writeBytes(ties.get(i).encode(values.get(items + 1 + i)));
    }
    return bytes.toByteArray();
  }
}
