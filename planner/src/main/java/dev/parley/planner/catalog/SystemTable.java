// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.catalog;

import dev.parley.protocol.catalog.ColumnType;
import java.util.List;

/**
 * A table of Parley itself; the gateway knows its rows. BIGINTs are given as Long, texts as String,
 * times as LocalDateTime in UTC; any may be null.
 */
public enum SystemTable {
  /** The nodes of the federation. */
  NODES,
  /** The queries of this gateway, newest last. */
  QUERIES;

  /** The schema of these tables. */
  public static final String SCHEMA = "PARLEY";

  private static final List<Column> OF_NODES =
      List.of(
          new Column("id", ColumnType.VARCHAR),
          new Column("state", ColumnType.VARCHAR),
          new Column("last_heartbeat", ColumnType.TIMESTAMP),
          new Column("database", ColumnType.VARCHAR),
          new Column("version", ColumnType.VARCHAR));
  private static final List<Column> OF_QUERIES =
      List.of(
          new Column("id", ColumnType.VARCHAR),
          new Column("user", ColumnType.VARCHAR),
          new Column("state", ColumnType.VARCHAR),
          new Column("started", ColumnType.TIMESTAMP),
          new Column("elapsed_ms", ColumnType.BIGINT),
          new Column("nodes_asked", ColumnType.VARCHAR),
          new Column("nodes_in", ColumnType.VARCHAR),
          new Column("bytes", ColumnType.BIGINT),
          new Column("function_ms", ColumnType.BIGINT));

  /** A column of a system table; it may always be NULL. */
  public record Column(String name, ColumnType type) {}

  /** The columns, in order; unmodifiable. */
  public List<Column> columns() {
    return switch (this) {
      case NODES -> OF_NODES;
      case QUERIES -> OF_QUERIES;
    };
  }
}
