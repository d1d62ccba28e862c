// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Groups rows and aggregates each group; the groups are held, in the order of their first rows. */
public final class GroupedRows {
  private final Grouping grouping;
  private final List<LocalAggregate> aggregates;
  private final RowBudget budget;
  private final List<Map<RowKey, Group>> groups = new ArrayList<>();

  /**
   * By what rows are grouped.
   *
   * @param keys the columns that may be grouped by; each is a column of the outcome
   * @param sets by which of them, time and again; a column that is not in a set is NULL there
   */
  public record Grouping(List<Integer> keys, List<Set<Integer>> sets) {

    public Grouping {
      keys = List.copyOf(keys);
      sets = sets.stream().map(Set::copyOf).toList();
      if (sets.isEmpty()) {
        throw new IllegalArgumentException("Invalid grouping: no sets");
      }
    }
  }

  /** What is known of one group. */
  private record Group(List<@Nullable Object> keys, List<Accumulator> accumulators) {}

  private GroupedRows(Grouping grouping, List<LocalAggregate> aggregates, RowBudget budget) {
    this.grouping = grouping;
    this.aggregates = aggregates;
    this.budget = budget;
    for (Set<Integer> set : grouping.sets()) {
      Map<RowKey, Group> ofSet = new LinkedHashMap<>();
      groups.add(ofSet);
      if (set.isEmpty()) {
        Object[] none = new Object[grouping.keys().size()];
        ofSet.put(RowKey.of(none), newGroup(none));
      }
    }
  }

  /** Returns per group its keys, then its aggregates; without keys there is always one group. */
  public static Iterator<Object[]> of(
      Iterator<Object[]> rows,
      Grouping grouping,
      List<LocalAggregate> aggregates,
      RowBudget budget) {
    GroupedRows grouped = new GroupedRows(grouping, aggregates, budget);
    rows.forEachRemaining(grouped::add);
    Iterator<Group> all = grouped.groups.stream().flatMap(g -> g.values().stream()).iterator();
    return new PulledRows(() -> all.hasNext() ? row(all.next()) : null);
  }

  private void add(Object[] row) {
    for (int i = 0; i < groups.size(); i++) {
      Object[] keys = keys(row, grouping.sets().get(i));
      Group group = groups.get(i).computeIfAbsent(RowKey.of(keys), k -> newGroup(keys));
      for (int j = 0; j < aggregates.size(); j++) {
        add(row, aggregates.get(j), group.accumulators().get(j));
      }
    }
  }

  private Object[] keys(Object[] row, Set<Integer> set) {
    return grouping.keys().stream().map(key -> set.contains(key) ? row[key] : null).toArray();
  }

  private Group newGroup(Object[] keys) {
    budget.hold();
    return new Group(
        Arrays.asList(keys), aggregates.stream().map(a -> Accumulator.of(a, budget)).toList());
  }

  private static void add(Object[] row, LocalAggregate aggregate, Accumulator accumulator) {
    OptionalInt filter = aggregate.filter();
    if (filter.isPresent() && !Boolean.TRUE.equals(row[filter.getAsInt()])) {
      return;
    }
    @Nullable Object value =
        aggregate.argument().isPresent() ? row[aggregate.argument().getAsInt()] : row;
    if (value != null) {
      accumulator.add(value);
    }
  }

  private static Object[] row(Group group) {
    List<@Nullable Object> row = new ArrayList<>(group.keys());
    group.accumulators().forEach(accumulator -> row.add(accumulator.result()));
    return row.toArray();
  }
}
