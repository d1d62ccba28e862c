// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.planner.local.GroupedRows.Grouping;
import dev.parley.planner.local.LocalAggregate;
import dev.parley.planner.local.Pairing;
import dev.parley.planner.local.SetOperation;
import dev.parley.planner.scalar.ScalarText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The gateway's own operators as people read them. */
final class LocalText {

  private LocalText() {}

  /** Returns a call as SQL. */
  static String of(LocalAggregate aggregate, List<ResultColumn> input) {
    String argument =
        aggregate.argument().isPresent() ? input.get(aggregate.argument().getAsInt()).label() : "*";
    String filter =
        aggregate.filter().isPresent()
            ? " FILTER (WHERE " + input.get(aggregate.filter().getAsInt()).label() + ")"
            : "";
    return aggregate.function()
        + (aggregate.distinct() ? "(DISTINCT " : "(")
        + argument
        + ")"
        + filter;
  }

  /** Returns by what rows are grouped; empty if all are one group. */
  static String of(Grouping grouping, List<ResultColumn> input) {
    if (grouping.sets().size() > 1) {
      return grouping.sets().stream()
          .map(set -> "(" + labels(set.stream().sorted().toList(), input) + ")")
          .collect(Collectors.joining(", ", "by each of ", ""));
    }
    return grouping.keys().isEmpty() ? "" : "by " + labels(grouping.keys(), input);
  }

  private static String labels(Collection<Integer> columns, List<ResultColumn> input) {
    return columns.stream().map(i -> input.get(i).label()).collect(Collectors.joining(", "));
  }

  /** Returns how rows are joined. */
  static String of(Pairing pairing) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < pairing.left().size(); i++) {
      conditions.add(
          ScalarText.of(pairing.left().get(i)) + " = " + ScalarText.of(pairing.right().get(i)));
    }
    pairing.rest().forEach(condition -> conditions.add(ScalarText.of(condition)));
    String kind =
        switch (pairing.kind()) {
          case INNER -> "join";
          default -> pairing.kind().name().toLowerCase(Locale.ROOT) + " join";
        };
    return conditions.isEmpty()
        ? kind + " every row with every row"
        : kind + " where " + String.join(" AND ", conditions);
  }

  /** Returns what is done with the rows of the inputs. */
  static String of(SetOperation operation, boolean all) {
    String what =
        switch (operation) {
          case UNION -> "unite rows";
          case INTERSECT -> "keep rows that each of these has";
          case EXCEPT -> "keep rows of the first that the others have not";
        };
    return all ? what : what + ", without those that repeat";
  }
}
