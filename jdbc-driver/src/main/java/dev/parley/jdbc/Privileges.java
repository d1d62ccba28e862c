// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user may do with what is listed: SELECT, since owners publish nothing else. For what use
 * of SELECT, the remarks of a column say.
 */
final class Privileges {
  private static final String SELECT = "SELECT";
  private static final String NOT_GRANTABLE = "NO";

  private final String user;

  Privileges(String user) {
    this.user = user;
  }

  /** Reads tables to their end, and closes them. */
  List<Object> ofTables(ResultSet tables) throws SQLException {
    try (ResultSet rows = tables) {
      List<Object> privileges = new ArrayList<>();
      while (rows.next()) {
        privileges.add(
            row(
                null,
                rows.getString("TABLE_SCHEM"),
                rows.getString("TABLE_NAME"),
                null,
                user,
                SELECT,
                NOT_GRANTABLE));
      }
      return privileges;
    }
  }

  /** Reads columns to their end, and closes them. */
  List<Object> ofColumns(ResultSet columns) throws SQLException {
    try (ResultSet rows = columns) {
      List<Object> privileges = new ArrayList<>();
      while (rows.next()) {
        privileges.add(
            row(
                null,
                rows.getString("TABLE_SCHEM"),
                rows.getString("TABLE_NAME"),
                rows.getString("COLUMN_NAME"),
                null,
                user,
                SELECT,
                NOT_GRANTABLE));
      }
      return privileges;
    }
  }

  private static Object row(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
