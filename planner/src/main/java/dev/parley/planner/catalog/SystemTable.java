// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.catalog;

import dev.parley.protocol.catalog.ColumnType;
import java.util.Arrays;
import java.util.List;

/**
 * A table that the gateway knows the rows of. Values are given as Long for SMALLINT, INTEGER and
 * BIGINT, as BigDecimal of the column's scale, Double, Boolean, String, LocalDate, and
 * LocalDateTime in UTC; any may be null.
 */
public enum SystemTable {
  /** The nodes of the federation. */
  NODES(
      SystemTable.PARLEY,
      "the nodes of the federation, and whether they are alive",
      text("id"),
      text("state"),
      new Column("last_heartbeat", ColumnType.TIMESTAMP),
      text("database"),
      text("version")),
  /** The queries of this gateway, newest last. */
  QUERIES(
      SystemTable.PARLEY,
      "your latest queries, the newest last",
      text("id"),
      text("user"),
      text("state"),
      new Column("started", ColumnType.TIMESTAMP),
      number("elapsed_ms"),
      text("nodes_asked"),
      text("nodes_in"),
      number("bytes"),
      number("function_ms")),
  /** What each node did in each of these queries. */
  QUERY_NODES(
      SystemTable.PARLEY,
      "what each node did in your latest queries",
      text("query_id"),
      text("node"),
      text("state"),
      number("elapsed_ms")),
  /** A million generated rows, for testing clients. */
  SERIES(
      SystemTable.PARLEY,
      "a million generated rows, for testing clients",
      number("n"),
      integer("k"),
      new Column("d", ColumnType.decimal(12, 2)),
      new Column("x", ColumnType.DOUBLE),
      text("s"),
      new Column("day", ColumnType.DATE),
      new Column("at", ColumnType.TIMESTAMP),
      new Column("flag", ColumnType.BOOLEAN)),
  /** The schemas, as ISO/IEC 9075-11 names their columns. */
  SCHEMATA(
      SystemTable.INFORMATION_SCHEMA,
      "the schemas",
      text("CATALOG_NAME"),
      text("SCHEMA_NAME"),
      text("SCHEMA_OWNER")),
  /** The tables, as ISO/IEC 9075-11 names their columns. */
  TABLES(
      SystemTable.INFORMATION_SCHEMA,
      "the tables that can be asked",
      text("TABLE_CATALOG"),
      text("TABLE_SCHEMA"),
      text("TABLE_NAME"),
      text("TABLE_TYPE"),
      text("REMARKS")),
  /** The columns, as ISO/IEC 9075-11 names theirs; the remarks tell the uses. */
  COLUMNS(
      SystemTable.INFORMATION_SCHEMA,
      "the columns of these tables, with the uses that owners allow",
      text("TABLE_CATALOG"),
      text("TABLE_SCHEMA"),
      text("TABLE_NAME"),
      text("COLUMN_NAME"),
      integer("ORDINAL_POSITION"),
      text("COLUMN_DEFAULT"),
      text("IS_NULLABLE"),
      text("DATA_TYPE"),
      integer("CHARACTER_MAXIMUM_LENGTH"),
      integer("NUMERIC_PRECISION"),
      integer("NUMERIC_PRECISION_RADIX"),
      integer("NUMERIC_SCALE"),
      integer("DATETIME_PRECISION"),
      text("REMARKS"));

  /** The schema of what is Parley's own. */
  public static final String PARLEY = "PARLEY";

  /** The schema in which the SQL standard describes the others. */
  public static final String INFORMATION_SCHEMA = "INFORMATION_SCHEMA";

  private final String schema;
  private final String remarks;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Column> columns;

  SystemTable(String schema, String remarks, Column... columns) {
    this.schema = schema;
    this.remarks = remarks;
    this.columns = List.of(columns);
  }

  /** A column of a system table; it may always be NULL. */
  public record Column(String name, ColumnType type) {}

  /** The schemas of these tables; unmodifiable. */
  public static List<String> schemas() {
    return Arrays.stream(values()).map(SystemTable::schema).distinct().toList();
  }

  /** The name of the schema that it is in. */
  public String schema() {
    return schema;
  }

  /** A line for people. */
  public String remarks() {
    return remarks;
  }

  /** The columns, in order; unmodifiable. */
  public List<Column> columns() {
    return columns;
  }

  private static Column text(String name) {
    return new Column(name, ColumnType.VARCHAR);
  }

  private static Column number(String name) {
    return new Column(name, ColumnType.BIGINT);
  }

  private static Column integer(String name) {
    return new Column(name, ColumnType.INTEGER);
  }
}
