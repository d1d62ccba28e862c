// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.testkit.data.TableRows;
import java.util.Collections;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statements that all kinds of databases understand alike. */
final class TableStatements {
  private TableStatements() {}

  /**
   * Returns the statement that creates the table of {@code rows}.
   *
   * @param types the database's word for a type
   */
  static String create(TableRows rows, Function<ColumnType, String> types) {
    return rows.columns().stream()
        .map(column -> quote(column.name()) + " " + types.apply(column.type()))
        .collect(Collectors.joining(", ", "CREATE TABLE " + quote(rows.table()) + " (", ")"));
  }

  static String insert(TableRows rows) {
    String values = String.join(", ", Collections.nCopies(rows.columns().size(), "?"));
    return "INSERT INTO " + quote(rows.table()) + " VALUES (" + values + ")";
  }

  /** Names keep the case in which their owner writes them. */
  static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A type as the standard spells it. */
  static String type(ColumnType type) {
    return switch (type.kind()) {
      case DOUBLE -> "DOUBLE PRECISION";
      // of whole seconds otherwise, at some
      case TIME -> "TIME(6)";
      default -> type.toString();
    };
  }
}
