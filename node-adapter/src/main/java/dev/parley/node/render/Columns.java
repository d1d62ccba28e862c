// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.GrantedTable.GrantedColumn;
import dev.parley.node.database.RealColumn.Storage;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.sql.Expression;
import java.util.Locale;

/** The columns of the asked table, as they stand in comparisons and in other expressions. */
record Columns(Dialect dialect, GrantedTable table) {

  private GrantedColumn find(Expression.Column column) {
    return table.column(column.name()).orElseThrow();
  }

  /** Returns a column to be compared, sorted or grouped by: numbers just as they are stored. */
  Operand operand(Expression.Column named) {
    GrantedColumn column = find(named);
    ColumnType type = column.published().type();
    String name = dialect.quote(column.real().name());
    Fragment plain =
        switch (type.kind()) {
          case CHAR, VARCHAR -> new Texts(dialect).column(name, type.kind() == Kind.CHAR);
          case BOOLEAN -> Fragment.of(dialect.truthColumn(name));
          case TIME -> Fragment.of(dialect.timeColumn(name));
          case DATE, TIMESTAMP ->
              Fragment.of(
                  column.real().storage() == Storage.MOMENT
                      ? dialect.inUtc(name)
                      : dialect.momentColumn(name, type.kind() == Kind.DATE));
          default -> Fragment.of(name);
        };
    return new Operand(dialect, plain, type, column.real().storage());
  }

  /** Returns a column as a value of its type, to be computed with. */
  Fragment value(Expression.Column named) {
    Operand operand = operand(named);
    ColumnType type = operand.type();
    if (type.isInteger()) {
      return dialect == Dialect.POSTGRESQL
          ? operand.value()
          : SqlTypes.cast(operand.value(), type, dialect);
    }
    if (operand.isDouble()) {
      return operand.asDouble();
    }
    return type.kind() == Kind.DECIMAL ? decimal(find(named), operand) : operand.value();
  }

  private Fragment decimal(GrantedColumn column, Operand operand) {
    ColumnType type = operand.type();
    String word = column.real().typeName().toUpperCase(Locale.ROOT);
    boolean declared = word.startsWith("DEC") || word.startsWith("NUM");
    if (declared && operand.storage() == Storage.DECLARED) {
      return operand.value();
    }
    if (dialect != Dialect.POSTGRESQL) {
      return SqlTypes.cast(operand.value(), type, dialect);
    }
    // a cast alone would round; what has more digits is divided by zero instead
    return Fragment.of(
        "(CASE WHEN %1$s = TRUNC(%1$s, %2$s) THEN CAST(%1$s AS DECIMAL(%3$s, %2$s)) ELSE 1 / (%1$s - %1$s) END)"
            .formatted(operand.value().sql(), type.scale(), type.precision()));
  }
}
