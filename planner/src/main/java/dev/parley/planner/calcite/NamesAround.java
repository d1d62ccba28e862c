// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import dev.parley.planner.catalog.FederatedColumn;
import dev.parley.planner.catalog.FederatedTable;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.planner.catalog.SystemTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** The names that a statement could have meant, where it wrote one that there is not. */
final class NamesAround {
  private final FederationCatalog catalog;
  private final Set<String> written = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> starred = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  NamesAround(SqlNode query, FederationCatalog catalog) {
    this.catalog = catalog;
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier name) {
            written.addAll(name.names);
            if (name.isStar()) {
              starred.add(String.join(".", name.names.subList(0, name.names.size() - 1)));
            }
            return null;
          }
        });
  }

  /** Whether the statement takes all columns of what is called so: {@code name.*}. */
  boolean areAllTakenOf(String name) {
    return starred.contains(name);
  }

  /** The tables of a schema, or of those that need none to be written. */
  List<String> tables(String schema) {
    List<String> names =
        new ArrayList<>(catalog.tables(schema).stream().map(FederatedTable::name).toList());
    Arrays.stream(SystemTable.values())
        .filter(table -> table.schema().equalsIgnoreCase(schema))
        .forEach(table -> names.add(table.name()));
    return names;
  }

  /** The columns of the tables that the statement names, whatever for. */
  List<String> columns() {
    Set<String> names = new TreeSet<>();
    for (String schema : catalog.schemas()) {
      for (FederatedTable table : catalog.tables(schema)) {
        if (written.contains(table.name())) {
          table.columns().stream().map(FederatedColumn::name).forEach(names::add);
        }
      }
    }
    for (SystemTable table : SystemTable.values()) {
      if (written.contains(table.name())) {
        table.columns().stream().map(SystemTable.Column::name).forEach(names::add);
      }
    }
    return List.copyOf(names);
  }
}
