// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.jdbc.CatalogTable;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of {@code INFORMATION_SCHEMA}, as ISO/IEC 9075-11 has them, of what a session shows. */
final class InformationSchema {
  private static final String TABLE_TYPE = "BASE TABLE";
  private static final long DECIMAL_RADIX = 10;
  private static final long BINARY_RADIX = 2;
  private static final long DOUBLE_BITS = 53;
  private static final long MICROSECONDS = 6;

  private final String catalog;
  private final List<CatalogTable> tables;

  /**
   * Describes {@code tables}.
   *
   * @param catalog the name of the federation
   */
  InformationSchema(String catalog, List<CatalogTable> tables) {
    this.catalog = catalog;
    this.tables = List.copyOf(tables);
  }

  List<@Nullable Object[]> schemata() {
    return tables.stream()
        .map(CatalogTable::schema)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .map(schema -> new @Nullable Object[] {catalog, schema, null})
        .toList();
  }

  List<@Nullable Object[]> tables() {
    return tables.stream()
        .map(t -> new @Nullable Object[] {catalog, t.schema(), t.name(), TABLE_TYPE, t.remarks()})
        .toList();
  }

  List<@Nullable Object[]> columns() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogTable table : tables) {
      for (int i = 0; i < table.columns().size(); i++) {
        rows.add(row(table, i));
      }
    }
    return rows;
  }

  private @Nullable Object[] row(CatalogTable table, int index) {
    PublishedColumn column = table.columns().get(index);
    ColumnType type = column.type();
    return new @Nullable Object[] {
      catalog,
      table.schema(),
      table.name(),
      column.name(),
      index + 1L,
      null,
      column.nullable() ? "YES" : "NO",
      name(type),
      type.isText() && type.precision() > 0 ? (long) type.precision() : null,
      precision(type),
      radix(type),
      type.isExactNumeric() ? (long) type.scale() : null,
      fractionDigits(type),
      column.uses().stream().sorted().map(Use::word).collect(Collectors.joining(", "))
    };
  }

  private static String name(ColumnType type) {
    return switch (type.kind()) {
      case VARCHAR -> "CHARACTER VARYING";
      case CHAR -> "CHARACTER";
      case VARBINARY -> "BINARY VARYING";
      case DOUBLE -> "DOUBLE PRECISION";
      default -> type.kind().name();
    };
  }

  private static @Nullable Long precision(ColumnType type) {
    if (type.isExactNumeric()) {
      return (long) type.decimalDigits();
    }
    return type.kind() == Kind.DOUBLE ? DOUBLE_BITS : null;
  }

  private static @Nullable Long radix(ColumnType type) {
    if (type.isExactNumeric()) {
      return DECIMAL_RADIX;
    }
    return type.kind() == Kind.DOUBLE ? BINARY_RADIX : null;
  }

  private static @Nullable Long fractionDigits(ColumnType type) {
    return switch (type.kind()) {
      case DATE -> 0L;
      case TIME, TIMESTAMP -> MICROSECONDS;
      default -> null;
    };
  }
}
