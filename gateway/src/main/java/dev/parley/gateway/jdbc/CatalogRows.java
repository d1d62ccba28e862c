// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.Use;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.remote.Service.ColumnsRequest;
import org.apache.calcite.avatica.remote.Service.SchemasRequest;
import org.apache.calcite.avatica.remote.Service.TablesRequest;
import org.jspecify.annotations.Nullable;

/** The rows that JDBC's metadata calls are answered with, in the order that JDBC demands. */
final class CatalogRows {
  static final String TABLE = "TABLE";

  private static final int DECIMAL_RADIX = 10;
  private static final int BYTES_PER_CHARACTER = 4;
  private static final int MAX_BYTES_LENGTH = WireTypes.UNBOUNDED / BYTES_PER_CHARACTER;
  private static final List<ColumnType> TYPES =
      List.of(
          ColumnType.BIGINT,
          new ColumnType(ColumnType.Kind.CHAR, 1, 0),
          ColumnType.decimal(ColumnType.MAX_PRECISION, 0),
          ColumnType.INTEGER,
          ColumnType.SMALLINT,
          ColumnType.DOUBLE,
          ColumnType.VARCHAR,
          ColumnType.BOOLEAN,
          ColumnType.DATE,
          ColumnType.TIME,
          ColumnType.TIMESTAMP,
          ColumnType.VARBINARY,
          ColumnType.GEOMETRY);
  private static final Comparator<CatalogTable> BY_NAME =
      Comparator.comparing(CatalogTable::schema).thenComparing(CatalogTable::name);

  private CatalogRows() {}

  static List<Object> schemas(List<CatalogTable> tables, SchemasRequest request) {
    LikePattern schemas = new LikePattern(request.schemaPattern);
    TreeSet<String> names =
        tables.stream().map(CatalogTable::schema).collect(Collectors.toCollection(TreeSet::new));
    names.add(CatalogTable.FEDERATION);
    return names.stream()
        .filter(name -> isOurs(request.catalog) && schemas.matches(name))
        .map(name -> row(name, null))
        .toList();
  }

  static List<Object> tables(List<CatalogTable> tables, TablesRequest request) {
    if (request.typeList != null && request.typeList.stream().noneMatch(TABLE::equals)) {
      return List.of();
    }
    return matching(tables, request.catalog, request.schemaPattern, request.tableNamePattern)
        .stream()
        .map(CatalogRows::tableRow)
        .toList();
  }

  static List<Object> columns(List<CatalogTable> tables, ColumnsRequest request) {
    LikePattern names = new LikePattern(request.columnNamePattern);
    List<Object> rows = new ArrayList<>();
    for (CatalogTable table :
        matching(tables, request.catalog, request.schemaPattern, request.tableNamePattern)) {
      for (int i = 0; i < table.columns().size(); i++) {
        if (names.matches(table.columns().get(i).name())) {
          rows.add(columnRow(table, i));
        }
      }
    }
    return rows;
  }

  static List<Object> types() {
    return TYPES.stream()
        .sorted(Comparator.comparing(WireTypes::typeId))
        .map(CatalogRows::typeRow)
        .toList();
  }

  static Object row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  private static List<CatalogTable> matching(
      List<CatalogTable> tables,
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern) {
    LikePattern schemas = new LikePattern(schemaPattern);
    LikePattern names = new LikePattern(tablePattern);
    return tables.stream()
        .filter(t -> isOurs(catalog) && schemas.matches(t.schema()) && names.matches(t.name()))
        .sorted(BY_NAME)
        .toList();
  }

  /** There are no catalogs; an empty name asks for what is in none. */
  private static boolean isOurs(@Nullable String catalog) {
    return catalog == null || catalog.isEmpty();
  }

  private static Object tableRow(CatalogTable table) {
    return row(
        null, table.schema(), table.name(), TABLE, table.remarks(), null, null, null, null, null);
  }

  private static Object columnRow(CatalogTable table, int index) {
    PublishedColumn column = table.columns().get(index);
    ColumnType type = column.type();
    return row(
        null,
        table.schema(),
        table.name(),
        column.name(),
        WireTypes.typeId(type),
        WireTypes.typeName(type),
        WireTypes.size(type),
        null,
        type.isExactNumeric() || WireTypes.isOfClock(type) ? WireTypes.scale(type) : null,
        type.isNumeric() ? DECIMAL_RADIX : null,
        column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        remarks(column),
        null,
        null,
        null,
        octets(type),
        index + 1,
        column.nullable() ? "YES" : "NO",
        null,
        null,
        null,
        null,
        "NO",
        "NO");
  }

  /** The most bytes of a text or a byte string. */
  private static @Nullable Integer octets(ColumnType type) {
    if (type.kind() == ColumnType.Kind.VARBINARY) {
      return WireTypes.UNBOUNDED;
    }
    return type.isText() ? octetsOfText(type) : null;
  }

  private static int octetsOfText(ColumnType type) {
    int characters = WireTypes.size(type);
    return characters > MAX_BYTES_LENGTH ? WireTypes.UNBOUNDED : characters * BYTES_PER_CHARACTER;
  }

  private static String remarks(PublishedColumn column) {
    return column.uses().stream().sorted().map(Use::word).collect(Collectors.joining(", "));
  }

  private static Object typeRow(ColumnType type) {
    boolean octets = type.kind() == ColumnType.Kind.VARBINARY;
    String quote = octets || type.isText() || isTime(type) ? "'" : null;
    return row(
        type.kind().name(),
        WireTypes.typeId(type),
        type.kind() == ColumnType.Kind.CHAR ? WireTypes.UNBOUNDED : WireTypes.size(type),
        octets ? "X'" : quote,
        quote,
        createParameters(type),
        (short) DatabaseMetaData.typeNullable,
        WireTypes.isCaseSensitive(type),
        (short) searchable(type),
        false,
        false,
        false,
        null,
        (short) 0,
        (short) mostScale(type),
        null,
        null,
        type.isNumeric() ? DECIMAL_RADIX : null);
  }

  private static boolean isTime(ColumnType type) {
    return type.kind() == ColumnType.Kind.DATE || WireTypes.isOfClock(type);
  }

  /** LIKE takes texts only; places are not compared, functions tell of them. */
  private static int searchable(ColumnType type) {
    if (type.isText()) {
      return DatabaseMetaData.typeSearchable;
    }
    return type.kind() == ColumnType.Kind.GEOMETRY
        ? DatabaseMetaData.typePredNone
        : DatabaseMetaData.typePredBasic;
  }

  private static int mostScale(ColumnType type) {
    return type.kind() == ColumnType.Kind.DECIMAL
        ? ColumnType.MAX_PRECISION
        : WireTypes.scale(type);
  }

  private static @Nullable String createParameters(ColumnType type) {
    if (type.kind() == ColumnType.Kind.DECIMAL) {
      return "precision,scale";
    }
    return type.isText() ? "length" : null;
  }
}
