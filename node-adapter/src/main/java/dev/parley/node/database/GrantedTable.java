// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table that the policy grants, and where it is in the database.
 *
 * @param published as the analysts see it
 * @param columns the same columns, in the same order, as they are in the database; unmodifiable
 * @param minRows the least number of rows an aggregate may use, unless it uses none
 */
public record GrantedTable(
    PublishedTable published, RealTable real, List<RealColumn> columns, int minRows) {
  /** Ranks are counted, so a column that is part of them can be counted by. */
  private static final Set<Use> TIE_BREAKING =
      Set.of(Use.REVEAL, Use.FILTER, Use.GROUP, Use.NEAREST);

  public GrantedTable {
    columns = List.copyOf(columns);
    if (columns.size() != published.columns().size()) {
      throw new IllegalArgumentException("Invalid granted table: columns do not pair up");
    }
  }

  /** A column, and where it is in the database. */
  public record GrantedColumn(PublishedColumn published, RealColumn real) {}

  /**
   * The columns that break ties in an order: those that the owner names as key, or else the first
   * one; of them those whose values an analyst may know of anyhow. May be empty.
   */
  public List<PublishedColumn> tieBreakers() {
    List<PublishedColumn> all = published.columns();
    return (published.key().isEmpty()
            ? all.stream().limit(1)
            : published.key().stream().flatMap(name -> published.column(name).stream()))
        .filter(column -> column.uses().stream().anyMatch(TIE_BREAKING::contains))
        .toList();
  }

  /** Returns the column of that name, whatever its case. */
  public Optional<GrantedColumn> column(String name) {
    for (int i = 0; i < columns.size(); i++) {
      PublishedColumn column = published.columns().get(i);
      if (column.name().equalsIgnoreCase(name)) {
        return Optional.of(new GrantedColumn(column, columns.get(i)));
      }
    }
    return Optional.empty();
  }
}
