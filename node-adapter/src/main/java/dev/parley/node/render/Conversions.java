// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;

/** Makes values of one type values of another, or fails where they are none. */
record Conversions(Dialect dialect) {

  Fragment convert(Fragment value, ColumnType from, ColumnType to) {
    if (from.equals(to) || (from.isText() && to.isText())) {
      return value;
    }
    if (from.kind() == to.kind() && from.kind() != Kind.DECIMAL) {
      return value;
    }
    Kind target = to.isText() ? Kind.VARCHAR : to.kind();
    Template template = Translations.of(new Translations.Conversion(from.kind(), target), dialect);
    String type = typeName(to);
    Fragment result =
        template.text().contains("$2")
            ? template.fill(value, Fragment.of(type))
            : template.fill(value);
    return to.isText() ? new Texts(dialect).made(result) : result;
  }

  private String typeName(ColumnType to) {
    return to.kind() == Kind.TIMESTAMP && dialect == Dialect.DUCKDB
        ? "TIMESTAMP"
        : SqlTypes.name(to, dialect);
  }

  /**
   * Returns a DECIMAL that fails if it has more digits than its type.
   *
   * @param digits how many it can have
   */
  Fragment fit(Fragment value, int digits, ColumnType type) {
    return digits > ColumnType.MAX_PRECISION ? SqlTypes.cast(value, type, dialect) : value;
  }

  /** Returns the value that other databases than PostgreSQL give as a number of another type. */
  Fragment typed(Fragment value, ColumnType type) {
    return dialect == Dialect.POSTGRESQL ? value : SqlTypes.cast(value, type, dialect);
  }
}
