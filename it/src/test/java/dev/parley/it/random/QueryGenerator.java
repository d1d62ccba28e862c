// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import java.util.stream.Collectors;

/** Draws queries over the tables of a federation. */
final class QueryGenerator {
  private final Layout layout;

  QueryGenerator(Layout layout) {
    this.layout = layout;
  }

  /** Returns one query; the same for the same throws of {@code dice}. */
  RandomQuery query(Dice dice) {
    Notes notes = new Notes(dice);
    Select select = select(notes);
    boolean ordered = isTotal(select) && dice.percent(60);
    String sql = select.sql() + (ordered ? order(select, notes) : "");
    return new RandomQuery(
        sql,
        notes.parameters(),
        select.tolerances(),
        ordered,
        notes.isAnyScale(),
        notes.features());
  }

  private static boolean isTotal(Select select) {
    return !select.total().isEmpty()
        && select.total().stream()
            .allMatch(place -> select.items().get(place - 1).term().tolerance().isExact());
  }

  private Select select(Notes notes) {
    Dice dice = notes.dice();
    RandomTable table = dice.one(layout.tables());
    RandomTable other = dice.one(layout.tables());
    Selects selects = new Selects(notes);
    Combinations combinations = new Combinations(notes);
    int share = dice.below(100);
    if (share < 24) {
      return selects.totals(table);
    }
    if (share < 54) {
      return selects.groups(table);
    }
    if (share < 70) {
      return selects.rows(table);
    }
    if (share < 74) {
      return selects.distinct(table);
    }
    if (share < 83) {
      return combinations.derived(table);
    }
    if (share < 88) {
      return combinations.joined(table);
    }
    return share < 93 ? combinations.united(table) : combinations.compared(table, other);
  }

  /** An order that leaves no two rows in any order. */
  private static String order(Select select, Notes notes) {
    Dice dice = notes.dice();
    notes.has(Feature.ORDER_BY);
    String keys =
        select.total().stream()
            .map(
                place ->
                    place
                        + dice.one("", "", " DESC", " ASC")
                        + dice.one("", "", " NULLS FIRST", " NULLS LAST"))
            .collect(Collectors.joining(", "));
    String order = " ORDER BY " + keys;
    if (!dice.percent(40)) {
      return order;
    }
    notes.has(Feature.LIMIT);
    return order
        + " LIMIT "
        + dice.between(notes.risky() ? 1 : 0, 8)
        + (dice.percent(40) ? " OFFSET 2" : "");
  }
}
