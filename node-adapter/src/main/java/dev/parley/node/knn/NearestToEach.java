// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.knn;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.run.QueryRunner;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.spatial.Point;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Expression.Listed;
import dev.parley.protocol.sql.ListedQuery;
import dev.parley.protocol.sql.Operator;
import dev.parley.protocol.sql.RowQuery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nearest rows to each place of a list in one pass over the table, where that takes less
 * time than to search for each: without an index, each search is such a pass.
 */
public final class NearestToEach {
  /** So many distances are computed in a few seconds. */
  private static final long MOST_DISTANCES = 2_000_000_000;

  /** So many rows are read in about the time that an index takes for one search. */
  private static final long ROWS_PER_SEARCH = 4_000;

  private final QueryRunner runner;

  public NearestToEach(QueryRunner runner) {
    this.runner = runner;
  }

  /**
   * The rows that are nearest to one place.
   *
   * @param rows the nearest first: items, distance, columns that break ties; unmodifiable
   */
  public record Found(PlaceList.Entry entry, List<List<@Nullable Object>> rows) {

    public Found {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Returns the rows for each place of the list of {@code checked}, a {@link BestQuery}.
   *
   * @param held is told how many bytes of rows are held more, or fewer, and may throw if that is
   *     too much
   * @return empty if each is to be searched for by itself
   */
  public Optional<List<Found>> find(
      CheckedQuery checked, QueryRunner.Session session, LongConsumer held) {
    List<PlaceList.Entry> entries = checked.places().map(PlaceList::entries).orElse(List.of());
    BestQuery query = (BestQuery) checked.query();
    if (entries.size() < 2 || !isOfDistance(query)) {
      return Optional.empty();
    }
    CheckedQuery rows = rows(checked, query);
    long most = Math.min(MOST_DISTANCES / entries.size(), ROWS_PER_SEARCH * entries.size());
    if (session.count(runner.renderCount(rows, most + 1)) > most) {
      return Optional.empty();
    }
    List<NearestHeap> heaps = new ArrayList<>();
    entries.forEach(entry -> heaps.add(new NearestHeap(entry, query.limit(), checked)));
    int shown = (int) query.items().stream().filter(item -> !(item instanceof Listed)).count();
    session.runRows(
        rows,
        runner.render(rows),
        Integer.MAX_VALUE,
        row -> {
          if (row.get(shown) instanceof BigDecimal x
              && row.get(shown + 1) instanceof BigDecimal y) {
            Point place = new Point(x.doubleValue(), y.doubleValue());
            held.accept(heaps.stream().mapToLong(heap -> heap.offer(place, row)).sum());
          }
        });
    return Optional.of(heaps.stream().map(heap -> heap.found(query.items(), shown)).toList());
  }

  /** Whether the nearest places are best, and rows without one do not count. */
  private static boolean isOfDistance(BestQuery query) {
    return query.score() instanceof Expression.Call score
        && score.operator() == Operator.DISTANCE
        && score.operands().get(1) instanceof Listed
        && !query.order().descending()
        && !query.order().nullsFirst()
        && query.where().filter(where -> !ListedQuery.isListed(where)).isPresent()
        && query.items().stream().allMatch(i -> i instanceof Listed || !ListedQuery.isListed(i))
        && NearestRows.conjuncts(query).contains(NearestRows.hasPlace(score));
  }

  /** Everything that may be told of a row, its place, and what breaks ties; in no order. */
  private static CheckedQuery rows(CheckedQuery checked, BestQuery query) {
    Expression place = ((Expression.Call) query.score()).operands().get(0);
    List<Expression> items = new ArrayList<>();
    query.items().stream().filter(item -> !(item instanceof Listed)).forEach(items::add);
    items.add(new Expression.Call(Operator.POINT_X, List.of(place)));
    items.add(new Expression.Call(Operator.POINT_Y, List.of(place)));
    for (PublishedColumn tie : checked.table().tieBreakers()) {
      items.add(new Expression.Column(tie.name()));
    }
    RowQuery rows =
        new RowQuery(
            query.table(), items, List.of(), false, query.where(), List.of(), OptionalLong.empty());
    return new CheckedQuery(rows, checked.table(), List.of());
  }
}
