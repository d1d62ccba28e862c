// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.it.random.Scope.Place;
import dev.parley.it.random.Scope.Source;
import dev.parley.it.random.Select.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws SELECTs from one table: of aggregates, of groups, of rows. */
final class Selects {
  private static final int MAX_GROUPED_ROWS = 40;

  private final Notes notes;
  private final Dice dice;

  Selects(Notes notes) {
    this.notes = notes;
    this.dice = notes.dice();
  }

  /** One row of aggregates. */
  Select totals(RandomTable table) {
    Terms below = new Terms(notes, Scope.of(table, Place.OWNERS));
    List<Item> items = aggregates(below, table.rows(), dice.between(1, 4));
    List<Item> shown = over(List.of(), items);
    String sql = "SELECT " + Select.list(shown) + from(table) + where(below, 60);
    return new Select(sql, shown, List.of());
  }

  /** A row for each group. */
  Select groups(RandomTable table) {
    Terms below = new Terms(notes, Scope.of(table, Place.OWNERS));
    List<Item> keys = keys(table, table.rows() <= MAX_GROUPED_ROWS);
    List<Item> calls = aggregates(below, table.rows(), dice.between(1, 3));
    List<Item> shown = new ArrayList<>(keys);
    shown.addAll(over(keys, calls));
    String sql = "SELECT " + Select.list(shown) + from(table) + where(below, 45);
    String byPlace = keys.size() == 1 ? "1" : "1, 2";
    String byName = keys.stream().map(key -> key.term().sql()).collect(Collectors.joining(", "));
    notes.has(Feature.GROUP_BY);
    sql += " GROUP BY " + (dice.percent(30) ? byPlace : byName) + having(keys, calls);
    return new Select(sql, shown, Select.all(keys));
  }

  /** The groups alone. */
  Select distinct(RandomTable table) {
    notes.has(Feature.DISTINCT);
    Terms below = new Terms(notes, Scope.of(table, Place.OWNERS));
    List<Item> keys = keys(table, true);
    String sql = "SELECT DISTINCT " + Select.list(keys) + from(table) + where(below, 50);
    return new Select(sql, keys, Select.all(keys));
  }

  /** Rows of the owners. */
  Select rows(RandomTable table) {
    notes.has(Feature.ROWS);
    Terms below = new Terms(notes, Scope.of(table, Place.OWNERS));
    Terms shown = new Terms(notes, Scope.of(table, Place.GATEWAY));
    if (dice.percent(10)) {
      List<Item> all =
          shown.scope().sources().stream().map(source -> Item.of(source.term())).toList();
      return new Select("SELECT *" + from(table) + where(below, 80), all, Select.all(all));
    }
    List<Item> items = new ArrayList<>();
    for (int i = dice.between(1, 4); i > 0; i--) {
      items.add(item(shown.any(dice.between(0, 2)), items.size()));
    }
    String sql = "SELECT " + Select.list(items) + from(table) + where(below, 80);
    return new Select(sql, items, Select.all(items));
  }

  private static String from(RandomTable table) {
    return " FROM " + table.name();
  }

  String where(Terms below, int percent) {
    if (!dice.percent(percent)) {
      return "";
    }
    notes.has(Feature.WHERE);
    return " WHERE " + new Conditions(below).of(dice.between(0, 3));
  }

  private List<Item> aggregates(Terms below, int rows, int count) {
    Aggregates aggregates = new Aggregates(below, rows);
    boolean revealed = dice.percent(30);
    return Stream.generate(() -> revealed ? aggregates.any() : aggregates.additive())
        .limit(count)
        .map(Item::of)
        .toList();
  }

  private Item item(Term term, int number) {
    return dice.percent(50) ? Item.of(term) : Item.of(term).labelled("a" + number);
  }

  /** Aggregates, some of them with computations over them. */
  private List<Item> over(List<Item> keys, List<Item> calls) {
    Terms above = new Terms(notes, opened(keys, calls));
    List<Item> items = new ArrayList<>();
    for (Item call : calls) {
      boolean bare = above.scope().sources().isEmpty() || dice.percent(75);
      items.add(item(bare ? call.term() : above.any(2), items.size()));
    }
    return items;
  }

  private static Scope opened(List<Item> keys, List<Item> calls) {
    List<Source> sources =
        Stream.concat(keys.stream(), calls.stream())
            .filter(item -> item.term().tolerance().isExact())
            .map(Select::sampled)
            .map(item -> new Source(item.term(), item.samples(), item.few()))
            .toList();
    return new Scope(sources, Place.GATEWAY);
  }

  private String having(List<Item> keys, List<Item> calls) {
    Scope opened = opened(keys, calls);
    if (opened.sources().isEmpty() || !dice.percent(25)) {
      return "";
    }
    notes.has(Feature.HAVING);
    return " HAVING " + new Conditions(new Terms(notes, opened)).of(dice.between(0, 2));
  }

  private static boolean isDouble(Term term) {
    return term.family() == Family.DOUBLE;
  }

  /** One or two keys with few values; with any values of a table with few rows. */
  private List<Item> keys(RandomTable table, boolean any) {
    List<Source> columns =
        Scope.of(table, Place.OWNERS)
            .where(s -> any || s.few() || s.term().family() == Family.BOOLEAN);
    List<Item> keys = new ArrayList<>();
    for (int i = columns.size() > 1 && dice.percent(30) ? 2 : 1; i > 0; i--) {
      keys.add(key(columns).labelled(dice.percent(40) ? "k" + keys.size() : ""));
    }
    return keys;
  }

  /** Something to group by that has few values. */
  Item key(RandomTable table) {
    List<Source> few = Scope.of(table, Place.OWNERS).where(Source::few);
    return key(few.isEmpty() ? Scope.of(table, Place.OWNERS).of(Family.BOOLEAN) : few);
  }

  private Item key(List<Source> columns) {
    // Groups of doubles are not supported: asked for now and then.
    List<Source> exact = columns.stream().filter(s -> !isDouble(s.term())).toList();
    boolean anyType = exact.isEmpty() || dice.percent(4);
    Source column = dice.one(anyType ? columns : exact);
    if (dice.percent(65)) {
      return new Item("", column.term(), column.samples(), column.few());
    }
    // A key is written twice; parameters in both would be two things.
    notes.literalsOnly(true);
    Terms terms = new Terms(notes, new Scope(List.of(column), Place.OWNERS));
    Optional<Term> key = terms.varying(() -> terms.any(2), term -> anyType || !isDouble(term));
    notes.literalsOnly(false);
    if (key.isEmpty()) {
      return new Item("", column.term(), column.samples(), column.few());
    }
    notes.has(Feature.GROUP_BY_EXPRESSION);
    return new Item("", key.get(), List.of(), true);
  }
}
