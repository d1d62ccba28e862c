// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.testkit.data.TableRows;
import java.util.Collections;
import java.util.stream.Collectors;

/** The statements that all kinds of databases understand alike. */
final class TableStatements {
  private TableStatements() {}

  static String create(TableRows rows) {
    return rows.columns().stream()
        .map(column -> quote(column.name()) + " " + type(column.type()))
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

  private static String type(ColumnType type) {
    return switch (type.kind()) {
      case DOUBLE -> "DOUBLE PRECISION";
      default -> type.toString();
    };
  }
}
