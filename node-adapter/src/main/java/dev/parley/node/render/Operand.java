// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.node.database.RealColumn.Storage;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.sql.Operator;

/**
 * A value as it stands in a comparison.
 *
 * @param value of the type; a column of numbers just as the database has it
 * @param storage what the type does not tell of a column of numbers
 */
record Operand(Dialect dialect, Fragment value, ColumnType type, Storage storage) {

  boolean isDouble() {
    return type.kind() == Kind.DOUBLE;
  }

  boolean isPadded() {
    return type.kind() == Kind.CHAR;
  }

  Fragment asText() {
    return new Texts(dialect).comparable(value);
  }

  /** As a text is compared with CHAR: blanks at its end mean nothing. */
  Operand withoutPadding() {
    if (isPadded()) {
      return this;
    }
    Template trim =
        Translations.of(new Translations.Entry(Operator.TRIM_END, Kind.VARCHAR), dialect);
    return new Operand(dialect, trim.fill(value), type, storage);
  }

  /** As DOUBLE; single precision is widened, for literals are of double precision. */
  Fragment asDouble() {
    String sql = value.sql();
    if (isDouble()) {
      return with(dialect.doubleColumn(storage == Storage.SINGLE ? dialect.asDouble(sql) : sql));
    }
    return with(type.isInteger() ? dialect.asDouble(sql) : dialect.exactAsDouble(sql));
  }

  Fragment asTimestamp() {
    return type.kind() == Kind.TIMESTAMP ? value : with(dialect.asTimestamp(value.sql()));
  }

  /** A condition that is TRUE for every value, and NULL for NULL. */
  Fragment always() {
    return value.within("(CASE WHEN ", " IS NOT NULL THEN TRUE END)");
  }

  /** A condition that is FALSE for every value, and NULL for NULL. */
  Fragment never() {
    return value.within("(CASE WHEN ", " IS NOT NULL THEN FALSE END)");
  }

  private Fragment with(String sql) {
    return new Fragment(sql, value.parameters());
  }
}
