// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.node.config.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.Driver;
import org.mariadb.jdbc.util.log.Loggers;

/**
 * A connection to MariaDB or MySQL that can only read, and in which SQL means the same whatever the
 * server's settings and the URL's parameters are. TLS is left to the URL.
 *
 * <p>TIMESTAMP columns, which hold moments, are read as the date and time that they were in UTC.
 */
final class MariaDbSession {
  private static final String MYSQL_SCHEME = "jdbc:mysql:";
  private static final int CONNECT_MILLIS = 10_000;
  private static final int NETWORK_GRACE_MILLIS = 15_000;

  /** Not ONLY_FULL_GROUP_BY, which does not see that an expression is the one it is grouped by. */
  private static final String SQL_MODE =
      String.join(
          ",",
          "ANSI_QUOTES",
          "PIPES_AS_CONCAT",
          "NO_BACKSLASH_ESCAPES",
          "NO_UNSIGNED_SUBTRACTION",
          "STRICT_TRANS_TABLES",
          "STRICT_ALL_TABLES",
          "NO_ZERO_DATE",
          "NO_ZERO_IN_DATE",
          "ERROR_FOR_DIVISION_BY_ZERO",
          "NO_ENGINE_SUBSTITUTION");

  private static final int SORTED_BYTES = 1 << 20;

  static {
    // What the driver logs of errors quotes values.
    System.setProperty("mariadb.logging.disable", "true");
    Loggers.init();
  }

  private MariaDbSession() {}

  /** Connects; whoever gets the connection closes it. */
  static Connection open(DatabaseSettings settings, Duration statementTimeout) throws SQLException {
    Connection connection = Driver.connect(configuration(settings, statementTimeout));
    try {
      if (connection.getCatalog() == null) {
        throw new SQLException("The URL names no database", "3D000");
      }
      restrict(connection, statementTimeout);
      connection.setReadOnly(true);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** In SELECT, MariaDB warns of most errors and goes on with NULL, or with what is left. */
  static void requireNoWarning(Connection connection) throws SQLException {
    SQLWarning warning = connection.getWarnings();
    if (warning != null) {
      throw new SQLDataException("The database warned of a value", "22000", warning.getErrorCode());
    }
  }

  private static Configuration configuration(DatabaseSettings settings, Duration statementTimeout)
      throws SQLException {
    Properties login = new Properties();
    settings.user().ifPresent(user -> login.setProperty("user", user));
    settings.password().ifPresent(secret -> login.setProperty("password", secret));
    String url = settings.url();
    if (url.startsWith(MYSQL_SCHEME)) {
      url = "jdbc:mariadb:" + url.substring(MYSQL_SCHEME.length());
    }
    Configuration asked = Configuration.parse(url, login);
    if (asked == null) {
      throw new SQLException("The URL is none of MariaDB's", "08001");
    }
    return safe(asked.toBuilder())
        .connectTimeout(CONNECT_MILLIS)
        .socketTimeout(Math.toIntExact(statementTimeout.toMillis()) + NETWORK_GRACE_MILLIS)
        .build();
  }

  private static Configuration.Builder safe(Configuration.Builder builder) {
    return builder
        .allowLocalInfile(false) // or the server could ask for this machine's files
        .allowMultiQueries(false)
        .permitRedirect(false)
        .createDatabaseIfNotExist(false)
        .pool(false) // would give one query's session to the next
        .transactionReplay(false)
        .useServerPrepStmts(true) // parameters never become text, and doubles stay exact
        .dumpQueriesOnException(false)
        .maxQuerySizeToLog(0)
        .tinyInt1isBit(true)
        .transformedBitIsBoolean(true)
        .connectionTimeZone("UTC");
  }

  private static void restrict(Connection connection, Duration statementTimeout)
      throws SQLException {
    boolean mySql = connection.getMetaData().getDatabaseProductName().startsWith("MySQL");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET NAMES utf8mb4");
      statement.execute("SET SESSION " + String.join(", ", variables(mySql, statementTimeout)));
      statement.execute("SET SESSION TRANSACTION READ ONLY");
    }
  }

  private static List<String> variables(boolean mySql, Duration statementTimeout) {
    long millis = statementTimeout.toMillis();
    List<String> variables = new ArrayList<>();
    variables.add("sql_mode = '" + SQL_MODE + "'");
    variables.add("time_zone = '+00:00'");
    variables.add("sql_auto_is_null = 0");
    variables.add("sql_select_limit = 18446744073709551615");
    variables.add("sql_big_selects = 1");
    variables.add("div_precision_increment = 4");
    // By default, texts with the same first 1024 bytes are equal to ORDER BY. A sort needs room
    // for 15 keys: here, of four such texts.
    variables.add("max_sort_length = " + SORTED_BYTES);
    variables.add("sort_buffer_size = " + 4 * 16 * SORTED_BYTES);
    // So that warnings are errors, and notes are not.
    variables.add("sql_notes = 0");
    variables.add("max_error_count = 64");
    // Rows wait for encryption, which is slow.
    variables.add("net_write_timeout = " + Math.max(60, statementTimeout.toSeconds()));
    if (mySql) {
      variables.add("max_execution_time = " + millis);
    } else {
      variables.add("max_statement_time = " + millis / 1000.0);
      // Long IN lists would become tables, with types and collations of their own.
      variables.add("in_predicate_conversion_threshold = 0");
    }
    return variables;
  }
}
