// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The demo's policy: everything is allowed for all tables of the default schema. */
public final class OpenPolicy {
  private static final String USES = "[reveal, aggregate, filter, group, join, nearest]";

  private OpenPolicy() {}

  /**
   * Writes a policy for {@code tables}.
   *
   * @param tables names of tables, each with the names of its columns in order
   */
  public static String of(Map<String, List<String>> tables) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("analysts: [").append(LocalFederationSettings.ANALYST).append("]\n");
    yaml.append("questionsPerDay: 1000000\nminOwners: 1\nprotection: homomorphic\ntables:\n");
    tables.forEach(
        (table, columns) -> {
          yaml.append("  ").append(quoted(table)).append(":\n    minRows: 1\n    columns:\n");
          columns.forEach(
              column ->
                  yaml.append("      ")
                      .append(quoted(column))
                      .append(": ")
                      .append(USES)
                      .append('\n'));
        });
    return yaml.toString();
  }

  /**
   * Writes a policy for all tables of the default schema of a database.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if it has none, or cannot be
   *     asked
   */
  public static String of(Connection connection, String name) {
    try {
      Map<String, List<String>> tables = tables(connection);
      if (tables.isEmpty()) {
        throw new ParleyException(
            ErrorCode.INVALID_SETTINGS,
            "The database of node '%s' has no tables in its default schema".formatted(name),
            "Check the JDBC URL, and that its user may see the tables.");
      }
      return of(tables);
    } catch (SQLException e) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The database of node '%s' does not tell its tables: SQLSTATE %s"
              .formatted(name, e.getSQLState()),
          "Check that its user may see them.");
    }
  }

  private static Map<String, List<String>> tables(Connection connection) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    String catalog = connection.getCatalog();
    String schema = connection.getSchema();
    List<String> names = new ArrayList<>();
    String[] types = {"TABLE", "BASE TABLE", "PARTITIONED TABLE"};
    try (ResultSet rows = metaData.getTables(catalog, escaped(metaData, schema), "%", types)) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
    }
    Map<String, List<String>> tables = new TreeMap<>();
    for (String table : names) {
      List<String> columns = new ArrayList<>();
      String pattern = escaped(metaData, table);
      try (ResultSet rows = metaData.getColumns(catalog, escaped(metaData, schema), pattern, "%")) {
        while (rows.next()) {
          columns.add(rows.getString("COLUMN_NAME"));
        }
      }
      tables.put(table, columns);
    }
    return tables;
  }

  private static String escaped(DatabaseMetaData metaData, String name) throws SQLException {
    String escape = metaData.getSearchStringEscape();
    return escape == null || escape.isEmpty()
        ? name
        : name.replace(escape, escape + escape)
            .replace("_", escape + "_")
            .replace("%", escape + "%");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
