// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.protocol.spatial.Geometry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The spatial reference systems that columns of the default schema are declared with. */
final class ReferenceSystems {
  private static final int NOT_TOLD = 0;

  private static final String POSTGIS =
      """
      SELECT c.relname, a.attname,
        substring(pg_catalog.format_type(a.atttypid, a.atttypmod) FROM '([0-9]+)[)]$')
      FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE t.typname = 'geometry' AND a.atttypmod >= 0 AND NOT a.attisdropped
        AND n.nspname = current_schema()
      """;

  private static final String MARIADB =
      """
      SELECT g_table_name, g_geometry_column, srid FROM information_schema.geometry_columns
      WHERE g_table_schema = DATABASE()
      """;

  private final Map<Column, Integer> known = new HashMap<>();

  private ReferenceSystems() {}

  private record Column(String table, String name) {}

  /** Reads those of PostGIS, and of MariaDB; other columns of places have none. */
  static ReferenceSystems read(Connection connection, Dialect dialect) throws SQLException {
    ReferenceSystems systems = new ReferenceSystems();
    switch (dialect) {
      case POSTGRESQL -> systems.add(connection, POSTGIS);
      case MARIADB -> systems.add(connection, MARIADB);
      case DUCKDB, H2 -> {}
    }
    return systems;
  }

  private void add(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        long srid = rows.getLong(3);
        if (srid > NOT_TOLD && srid <= Geometry.MAX_SRID) {
          known.put(new Column(rows.getString(1), rows.getString(2)), (int) srid);
        }
      }
    }
  }

  /** Returns the number of the system, or 0 if that is not told. */
  int of(String table, String column) {
    return known.getOrDefault(new Column(table, column), NOT_TOLD);
  }
}
