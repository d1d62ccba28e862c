// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.node.config.DatabaseSettings;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The owner's database. Every query has a connection of its own: to connect takes milliseconds, and
 * nothing of one query is left to the next.
 */
public final class Database implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration NETWORK_GRACE = Duration.ofSeconds(15);
  private static final Set<String> NO_TABLES = Set.of("INDEX", "SEQUENCE", "TYPE", "SYSTEM");

  private final DatabaseSettings settings;
  private final Duration statementTimeout;
  private final Dialect dialect;

  /** DuckDB lives in this process: closing its last connection would close the database. */
  private final @Nullable DuckDBConnection root;

  private final String product;

  private Database(DatabaseSettings settings, Duration statementTimeout) throws SQLException {
    this.settings = settings;
    this.statementTimeout = statementTimeout;
    this.dialect = Dialect.of(settings.url());
    this.root = dialect == Dialect.DUCKDB ? openDuckDb(settings.url()) : null;
    try (Connection connection = connect()) {
      DatabaseMetaData metadata = connection.getMetaData();
      this.product = metadata.getDatabaseProductName() + " " + metadata.getDatabaseProductVersion();
    }
  }

  /**
   * Opens a database and looks at the tables of its default schema.
   *
   * @throws ParleyException if it cannot be reached
   */
  public static Database open(DatabaseSettings settings, Duration statementTimeout) {
    try {
      return new Database(settings, statementTimeout);
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  public Dialect dialect() {
    return dialect;
  }

  /** Product and version, for people. */
  public String product() {
    return product;
  }

  /**
   * Reads which tables and views the default schema has now.
   *
   * @throws ParleyException if the database cannot be reached
   */
  public List<RealTable> tables() {
    try (Connection connection = connect()) {
      return readTables(connection, connection.getMetaData());
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  /** How long one statement may run. */
  public Duration statementTimeout() {
    return statementTimeout;
  }

  /** Opens a connection that can only read, and whose statements end in time. */
  public Connection connect() throws SQLException {
    if (root != null) {
      Connection copy = root.duplicate();
      copy.setAutoCommit(false);
      return copy;
    }
    Connection connection =
        dialect == Dialect.MARIADB
            ? MariaDbSession.open(settings, statementTimeout)
            : DriverManager.getConnection(settings.url(), properties());
    try {
      connection.setReadOnly(true);
      if (dialect == Dialect.POSTGRESQL) {
        restrictPostgreSql(connection);
      }
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void close() {
    if (root != null) {
      try {
        root.close();
      } catch (SQLException e) {
        throw new IllegalStateException("DuckDB could not be closed", e);
      }
    }
  }

  /** Without the driver's message, which may quote the password's place or the owner's network. */
  private static ParleyException unreachable(SQLException e) {
    return new ParleyException(
        ErrorCode.CANNOT_START,
        "The owner's database cannot be opened: SQLSTATE " + e.getSQLState(),
        "Check url, user and passwordFile, and that the database is running.",
        e);
  }

  private Properties properties() {
    Properties properties = new Properties();
    settings.user().ifPresent(user -> properties.setProperty("user", user));
    settings.password().ifPresent(secret -> properties.setProperty("password", secret));
    if (dialect == Dialect.POSTGRESQL) {
      String connectSeconds = String.valueOf(CONNECT_TIMEOUT.toSeconds());
      properties.setProperty("ApplicationName", "parley");
      properties.setProperty("connectTimeout", connectSeconds);
      properties.setProperty("loginTimeout", connectSeconds);
      properties.setProperty(
          "socketTimeout", String.valueOf(statementTimeout.plus(NETWORK_GRACE).toSeconds()));
    }
    return properties;
  }

  private void restrictPostgreSql(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET default_transaction_read_only = on");
      statement.execute("SET statement_timeout = " + statementTimeout.toMillis());
    }
  }

  private static DuckDBConnection openDuckDb(String url) throws SQLException {
    String place = url.substring("jdbc:duckdb:".length());
    boolean inMemory =
        place.isEmpty() || place.startsWith(":memory:") || place.startsWith("memory:");
    Properties properties = new Properties();
    if (!inMemory) {
      properties.setProperty("duckdb.read_only", "true");
    }
    Connection connection = DriverManager.getConnection(url, properties);
    if (!inMemory) {
      try {
        lock(connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }
    return (DuckDBConnection) connection;
  }

  /** For good: no statement on this database reads files, or takes the lock off again. */
  private static void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!isOn(statement, "lock_configuration")) {
        // else a division of integers by zero would be NULL
        statement.execute("SET error_on_division_by_zero = true");
        statement.execute("SET enable_external_access = false");
        statement.execute("SET lock_configuration = true");
      } else if (isOn(statement, "enable_external_access")) {
        throw new SQLException("DuckDB is locked with access to files", "42501");
      }
    }
  }

  private static boolean isOn(Statement statement, String setting) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT current_setting('" + setting + "')")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private List<RealTable> readTables(Connection connection, DatabaseMetaData metadata)
      throws SQLException {
    String catalog = connection.getCatalog();
    String schema = connection.getSchema();
    String schemaPattern =
        schema == null ? null : escaped(schema, metadata.getSearchStringEscape());
    Map<String, List<RealColumn>> columns = new LinkedHashMap<>();
    try (ResultSet rows = metadata.getTables(catalog, schemaPattern, "%", null)) {
      while (rows.next()) {
        String kind = String.valueOf(rows.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
        if (NO_TABLES.stream().noneMatch(kind::contains)) {
          columns.put(rows.getString("TABLE_NAME"), new ArrayList<>());
        }
      }
    }
    ReferenceSystems systems = ReferenceSystems.read(connection, dialect);
    // All at once: MariaDB takes backslashes in patterns for what they are in this session.
    try (ResultSet rows = metadata.getColumns(catalog, schemaPattern, "%", "%")) {
      while (rows.next()) {
        String table = rows.getString("TABLE_NAME");
        List<RealColumn> mine = columns.get(table);
        if (mine != null) {
          RealColumn column = TypeNames.read(rows, dialect);
          mine.add(column.in(systems.of(table, column.name())));
        }
      }
    }
    List<RealTable> found = new ArrayList<>();
    columns.forEach(
        (name, mine) -> found.add(new RealTable(schema == null ? "" : schema, name, mine)));
    return List.copyOf(found);
  }

  private static String escaped(String name, String escape) {
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }
}
