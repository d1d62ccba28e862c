// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.testkit.data.RowSink;
import dev.parley.testkit.data.TableColumn;
import dev.parley.testkit.data.TableRows;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The same-named tables of all owners, one after another. Names are in lower case, so that SQL
 * needs no quotes; where an owner lacks a column, it is NULL.
 */
final class MergedTable implements TableRows {
  private final String table;
  private final List<TableRows> parts;
  private final List<TableColumn> columns;

  MergedTable(String table, List<TableRows> parts) {
    this.table = table;
    this.parts = List.copyOf(parts);
    Map<String, ColumnType> types = new LinkedHashMap<>();
    for (TableRows part : parts) {
      for (TableColumn column : part.columns()) {
        types.merge(lower(column.name()), column.type(), this::widen);
      }
    }
    this.columns =
        types.entrySet().stream().map(e -> new TableColumn(e.getKey(), e.getValue())).toList();
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private ColumnType widen(ColumnType one, ColumnType other) {
    return one.widen(other)
        .orElseThrow(
            () ->
                new ParleyException(
                    ErrorCode.TYPE_MISMATCH,
                    "Types %s and %s of table '%s' do not fit together"
                        .formatted(one, other, table),
                    "Give the columns of all owners the same types."));
  }

  @Override
  public String table() {
    return table;
  }

  @Override
  public List<TableColumn> columns() {
    return columns;
  }

  @Override
  public void forEach(RowSink sink) throws SQLException {
    for (TableRows part : parts) {
      List<String> names = part.columns().stream().map(column -> lower(column.name())).toList();
      int[] places = columns.stream().mapToInt(column -> names.indexOf(column.name())).toArray();
      part.forEach(row -> sink.accept(i -> places[i] < 0 ? null : row.value(places[i])));
    }
  }
}
