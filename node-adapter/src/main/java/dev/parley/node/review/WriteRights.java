// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.review;

import dev.parley.node.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whether the node's database role may write. The node opens its sessions for reading
 * alone, but a role that may not write keeps what a fault in the node could not.
 */
final class WriteRights {
  private static final String POSTGRESQL =
      "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
          + " AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"
          + " ORDER BY 1 LIMIT 1";
  private static final String H2 =
      "SELECT USER_NAME FROM INFORMATION_SCHEMA.USERS"
          + " WHERE USER_NAME = CURRENT_USER AND IS_ADMIN";

  private static final Pattern WRITES =
      Pattern.compile(
          "(?:^|, )(ALL PRIVILEGES|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|TRIGGER|FILE|SUPER)\\b");

  private WriteRights() {}

  static List<String> doubts(Database database) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      Optional<String> right =
          switch (database.dialect()) {
            case POSTGRESQL -> first(statement, POSTGRESQL).map(table -> "table " + table);
            case MARIADB -> mariaDb(statement);
            case H2 -> first(statement, H2).map(user -> "everything, as administrator");
            case DUCKDB -> Optional.empty(); // the file is opened for reading alone
          };
      return right
          .map(what -> "the database role may write (" + what + "): give the node one that may not")
          .stream()
          .toList();
    } catch (SQLException e) {
      return List.of(
          "whether the database role may write could not be found out, SQLSTATE "
              + e.getSQLState());
    }
  }

  private static Optional<String> first(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    }
  }

  private static Optional<String> mariaDb(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SHOW GRANTS")) {
      Optional<String> found = Optional.empty();
      while (found.isEmpty() && rows.next()) {
        found = inGrant(rows.getString(1));
      }
      return found;
    }
  }

  /** Returns a right to write in a line of SHOW GRANTS: GRANT, rights with commas, ON, on what. */
  static Optional<String> inGrant(String line) {
    Matcher matcher = WRITES.matcher(line.replaceFirst("^GRANT ", "").split(" ON ", 2)[0]);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
