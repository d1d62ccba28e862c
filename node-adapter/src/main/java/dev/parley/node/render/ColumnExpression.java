// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.node.database.GrantedTable.GrantedColumn;
import dev.parley.node.database.RealColumn.Storage;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;

/** A column of the owner's database as it stands in a comparison. */
record ColumnExpression(Dialect dialect, GrantedColumn column) {

  static boolean isPadded(GrantedColumn column) {
    return column.published().type().kind() == Kind.CHAR;
  }

  ColumnType type() {
    return column.published().type();
  }

  Storage storage() {
    return column.real().storage();
  }

  boolean isDouble() {
    return type().kind() == Kind.DOUBLE;
  }

  /** As the database has it. */
  String plain() {
    return dialect.quote(column.real().name());
  }

  String asText() {
    return dialect.text(plain(), isPadded(column));
  }

  /** As DOUBLE; single precision is widened, for literals are of double precision. */
  String asDouble() {
    if (isDouble()) {
      return storage() == Storage.SINGLE ? "CAST(" + plain() + " AS DOUBLE PRECISION)" : plain();
    }
    return type().isInteger()
        ? "CAST(" + plain() + " AS DOUBLE PRECISION)"
        : dialect.exactAsDouble(plain());
  }

  String asTimestamp() {
    return type().kind() == Kind.TIMESTAMP ? plain() : "CAST(" + plain() + " AS TIMESTAMP)";
  }

  /** A condition that is TRUE for every value, and NULL for NULL. */
  String always() {
    return "(" + plain() + " = " + plain() + ")";
  }

  /** A condition that is FALSE for every value, and NULL for NULL. */
  String never() {
    return "(" + plain() + " <> " + plain() + ")";
  }
}
