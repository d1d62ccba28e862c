// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.it.random.Scope.Place;
import dev.parley.it.random.Scope.Source;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A SELECT without ORDER BY and LIMIT.
 *
 * @param items what it selects
 * @param total the places, from 1, of items that no two rows have in common; empty if unknown
 */
record Select(String sql, List<Item> items, List<Integer> total) {
  private static final List<Object> FEW_NUMBERS = List.of(0, 1, 2, 3, 5, 10, 50);

  /**
   * What is selected.
   *
   * @param label by which others may name it; empty if it has none
   * @param samples values that it may have; none if unknown
   */
  record Item(String label, Term term, List<Object> samples, boolean few) {
    static Item of(Term term) {
      return new Item("", term, List.of(), false);
    }

    Item labelled(String newLabel) {
      return new Item(newLabel, term, samples, few);
    }

    String sql() {
      return label.isEmpty() ? term.sql() : term.sql() + " AS " + label;
    }

    private Source named(String qualifier) {
      return new Source(term.withSql(qualifier + label), samples, few);
    }
  }

  Select {
    items = List.copyOf(items);
    total = List.copyOf(total);
  }

  List<Tolerance> tolerances() {
    return items.stream().map(item -> item.term().tolerance()).toList();
  }

  /** What others may compute with: exact values that have labels. */
  Scope outside(String qualifier) {
    return new Scope(
        items.stream()
            .filter(item -> !item.label().isEmpty() && item.term().tolerance().isExact())
            .map(item -> sampled(item).named(qualifier))
            .toList(),
        Place.GATEWAY);
  }

  static Item sampled(Item item) {
    boolean known = !item.samples().isEmpty() || item.term().family() != Family.INTEGER;
    return known ? item : new Item(item.label(), item.term(), FEW_NUMBERS, item.few());
  }

  /** The items as a list. */
  static String list(List<Item> items) {
    return items.stream().map(Item::sql).collect(Collectors.joining(", "));
  }

  /** The places of all items. */
  static List<Integer> all(List<Item> items) {
    return IntStream.rangeClosed(1, items.size()).boxed().toList();
  }
}
