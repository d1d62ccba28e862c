// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/**
 * What expressions may name.
 *
 * @param place where they are computed
 */
record Scope(List<Source> sources, Place place) {

  /** Where expressions are computed: fewer functions can be trusted to the owners' databases. */
  enum Place {
    OWNERS,
    GATEWAY
  }

  /**
   * A column.
   *
   * @param samples values that it may have, to compare it with; none if unknown
   * @param few whether there are few of them
   */
  record Source(Term term, List<Object> samples, boolean few) {}

  Scope {
    sources = List.copyOf(sources);
  }

  /** The columns of a table. */
  static Scope of(RandomTable table, Place place) {
    return new Scope(table.columns().stream().map(Scope::source).toList(), place);
  }

  private static Source source(RandomColumn column) {
    boolean nearEnds = column.extreme() && !Family.of(column.type()).isNumeric();
    Term term = Term.of(column.name(), column.type(), nearEnds ? BigDecimal.ONE : column.bound());
    return new Source(term, column.values(), column.isFew());
  }

  Scope at(Place other) {
    return new Scope(sources, other);
  }

  List<Source> of(Family family) {
    return where(source -> source.term().family() == family);
  }

  List<Source> where(Predicate<Source> condition) {
    return sources.stream().filter(condition).toList();
  }
}
