// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import java.util.List;

/** The terms of an ORDER BY, with NULLs where they are wanted. */
record SortTerms(Dialect dialect) {

  /** Returns the terms that put rows in the order of {@code column}. */
  List<String> of(String column, boolean descending, boolean nullsFirst) {
    String direction = descending ? " DESC" : " ASC";
    return dialect == Dialect.MARIADB
        ? List.of(column + " IS NULL" + (nullsFirst ? " DESC" : " ASC"), column + direction)
        : List.of(column + direction + (nullsFirst ? " NULLS FIRST" : " NULLS LAST"));
  }
}
