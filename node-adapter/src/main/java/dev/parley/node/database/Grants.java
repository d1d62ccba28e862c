// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.node.config.Location;
import dev.parley.node.config.Policy;
import dev.parley.node.config.TablePolicy;
import dev.parley.node.database.GrantedTable.GrantedColumn;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.PublishedTable;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds in the database what the policy grants, and tells at once all that is not there. */
public final class Grants {
  private final List<RealTable> tables;
  private final List<String> faults = new ArrayList<>();

  private Grants(List<RealTable> tables) {
    this.tables = tables;
  }

  /**
   * Returns the granted tables, in the order of the policy.
   *
   * @throws ParleyException if {@link #faults} finds any
   */
  public static List<GrantedTable> find(Policy policy, List<RealTable> tables) {
    Grants grants = new Grants(tables);
    List<GrantedTable> granted = grants.tables(policy.tables());
    if (!grants.faults.isEmpty()) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The policy does not fit the database: " + String.join("; ", grants.faults),
          "Mend the policy, or grant its tables to the database role of this node.");
    }
    return granted;
  }

  /**
   * Returns what a policy names that the database does not have, or that Parley cannot use; empty
   * if it fits.
   */
  static List<String> faults(Map<String, TablePolicy> policy, List<RealTable> tables) {
    Grants grants = new Grants(tables);
    grants.tables(policy);
    return List.copyOf(grants.faults);
  }

  private List<GrantedTable> tables(Map<String, TablePolicy> policy) {
    List<GrantedTable> granted = new ArrayList<>();
    policy.forEach((name, table) -> table(name, table).ifPresent(granted::add));
    return List.copyOf(granted);
  }

  private Optional<GrantedTable> table(String name, TablePolicy policy) {
    Optional<RealTable> real = one(tables, RealTable::name, name, "table " + name);
    if (real.isEmpty()) {
      return Optional.empty();
    }
    RealTable seen =
        policy.location().map(at -> withPlace(real.get(), name, at)).orElse(real.get());
    List<GrantedColumn> columns = columns(seen, name, policy);
    policy.key().forEach(column -> column(real.get(), name, column));
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    List<PublishedColumn> published = columns.stream().map(GrantedColumn::published).toList();
    return Optional.of(
        new GrantedTable(
            new PublishedTable(name, policy.key(), policy.nearest(), published),
            real.get(),
            columns.stream().map(GrantedColumn::real).toList(),
            policy.minRows()));
  }

  /** Returns the table with the place that its owner declares of two columns, if any. */
  private RealTable withPlace(RealTable real, String table, Location location) {
    if (location.coordinates().isEmpty()) {
      column(real, table, location.column())
          .filter(column -> column.type().filter(t -> t.kind() == Kind.GEOMETRY).isEmpty())
          .ifPresent(c -> faults.add("column %s.%s has no places".formatted(table, c.name())));
      return real;
    }
    if (real.columns().stream().anyMatch(c -> c.name().equalsIgnoreCase(location.column()))) {
      faults.add(
          "location %s.%s is the name of a column of the database already"
              .formatted(table, location.column()));
      return real;
    }
    Location.Coordinates at = location.coordinates().get();
    Optional<RealColumn> x = number(real, table, at.x());
    Optional<RealColumn> y = number(real, table, at.y());
    if (x.isEmpty() || y.isEmpty()) {
      return real;
    }
    List<RealColumn> columns = new ArrayList<>(real.columns());
    columns.add(RealColumn.place(location.column(), x.get(), y.get()));
    return new RealTable(real.schema(), real.name(), columns);
  }

  private Optional<RealColumn> number(RealTable real, String table, String name) {
    Optional<RealColumn> column = typed(real, table, name);
    if (column.isPresent() && !column.get().type().orElseThrow().isNumeric()) {
      faults.add("column %s.%s is no coordinate, for it has no numbers".formatted(table, name));
      return Optional.empty();
    }
    return column;
  }

  private List<GrantedColumn> columns(RealTable real, String tableName, TablePolicy policy) {
    List<GrantedColumn> columns = new ArrayList<>();
    policy
        .columns()
        .forEach(
            (name, uses) ->
                typed(real, tableName, name)
                    .map(found -> granted(name, found, uses))
                    .ifPresent(columns::add));
    columns.sort(Comparator.comparing(column -> real.columns().indexOf(column.real())));
    return columns;
  }

  private static GrantedColumn granted(String name, RealColumn real, Set<Use> uses) {
    return new GrantedColumn(
        new PublishedColumn(name, real.type().orElseThrow(), real.nullable(), uses), real);
  }

  private Optional<RealColumn> typed(RealTable table, String tableName, String name) {
    Optional<RealColumn> column = column(table, tableName, name);
    if (column.isPresent() && column.get().type().isEmpty()) {
      faults.add(
          "column %s.%s is of type %s, which Parley does not know"
              .formatted(tableName, name, column.get().typeName()));
      return Optional.empty();
    }
    return column;
  }

  private Optional<RealColumn> column(RealTable table, String tableName, String name) {
    return one(table.columns(), RealColumn::name, name, "column " + tableName + "." + name);
  }

  /** An exact name wins over one that differs in case. */
  private <T> Optional<T> one(
      List<T> candidates, Function<T, String> nameOf, String name, String what) {
    List<T> same = candidates.stream().filter(c -> nameOf.apply(c).equals(name)).toList();
    List<T> alike =
        same.isEmpty()
            ? candidates.stream().filter(c -> nameOf.apply(c).equalsIgnoreCase(name)).toList()
            : same;
    if (alike.size() == 1) {
      return Optional.of(alike.get(0));
    }
    faults.add(alike.isEmpty() ? "no " + what : what + " could be several that differ in case");
    return Optional.empty();
  }

  /** Returns the tables as analysts see them. */
  public static List<PublishedTable> published(List<GrantedTable> granted) {
    return granted.stream().map(GrantedTable::published).toList();
  }
}
