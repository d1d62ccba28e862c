// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.testkit.data.TableRows;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PostgreSQL server with a database, and a role that may only read it, for each owner. Owners
 * cannot get into each other's database.
 */
final class PostgresServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
  private static final String SUPERUSER = "postgres";
  private static final int MAX_IDENTIFIER = 63;

  /** Many times what it takes, for a machine under load. */
  private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);

  private final EmbeddedPostgres server;
  private final Login superuser;
  private final AtomicInteger databases = new AtomicInteger();

  private PostgresServer(EmbeddedPostgres server, Login superuser) {
    this.server = server;
    this.superuser = superuser;
  }

  /**
   * Starts a server on a free port of this machine, which takes some seconds.
   *
   * @param folder for its data; nobody else may write there
   * @throws ParleyException with {@code CANNOT_START} if it does not start
   */
  static PostgresServer start(Path folder) {
    Login superuser = Login.random(SUPERUSER);
    Path passwordFile = folder.resolve("postgresql.password");
    try {
      Files.writeString(passwordFile, superuser.password(), StandardCharsets.US_ASCII);
      EmbeddedPostgres server = builder(folder, passwordFile, superuser).start();
      return new PostgresServer(server, superuser);
    } catch (IOException | RuntimeException e) {
      throw new ParleyException(
          ErrorCode.CANNOT_START,
          "PostgreSQL did not start (%s)".formatted(e.getClass().getSimpleName()),
          "See the log for the reason, or choose other databases: duckdb, h2, mariadb.",
          e);
    } finally {
      FileTree.delete(passwordFile);
    }
  }

  private static EmbeddedPostgres.Builder builder(Path folder, Path passwordFile, Login superuser)
      throws IOException {
    return EmbeddedPostgres.builder()
        .setPGStartupWait(STARTUP_WAIT)
        .setDataDirectory(folder.resolve("postgresql"))
        // Closed to others, for the library lets everyone write into what it unpacks.
        .setOverrideWorkingDirectory(ProgramCache.folder("postgresql", folder).toFile())
        // Options of initdb. By default, everyone on this machine would be let in without a
        // password; C compares texts as bytes.
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", passwordFile.toString())
        .setLocaleConfig("locale", "C")
        .setConnectConfig("password", superuser.password())
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        // Its messages would quote statements and values.
        .setServerConfig("log_min_messages", "fatal")
        .setServerConfig("log_min_error_statement", "panic");
  }

  /** Makes a database of {@code tables}, and of what {@code more} statements add to them. */
  OwnerDatabase create(String name, List<? extends TableRows> tables, List<String> more)
      throws SQLException {
    int number = databases.incrementAndGet();
    String database = "db" + number + "_" + name;
    database = database.substring(0, Math.min(database.length(), MAX_IDENTIFIER));
    Login reader = Login.random("parley_ro" + number);
    createDatabase(database, reader);
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
      new CopyLoader().loadAll(connection, tables);
      for (String sql : more) {
        statement.execute(sql);
      }
      statement.execute("GRANT USAGE ON SCHEMA public TO " + reader.user());
      statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + reader.user());
    }
    String created = database;
    return new OwnerDatabase(
        DatabaseKind.POSTGRESQL, url(database), reader, () -> dropDatabase(created));
  }

  private void createDatabase(String database, Login reader) throws SQLException {
    String quoted = TableStatements.quote(database);
    try (Connection connection = connect(SUPERUSER);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(reader.user(), reader.password()));
      statement.execute(
          "ALTER ROLE %s SET default_transaction_read_only = on".formatted(reader.user()));
      statement.execute("CREATE DATABASE " + quoted);
      statement.execute("REVOKE ALL ON DATABASE " + quoted + " FROM PUBLIC");
      statement.execute("GRANT CONNECT ON DATABASE " + quoted + " TO " + reader.user());
    }
  }

  private void dropDatabase(String database) throws SQLException {
    try (Connection connection = connect(SUPERUSER);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "DROP DATABASE IF EXISTS " + TableStatements.quote(database) + " WITH (FORCE)");
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), superuser.user(), superuser.password());
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      log.warn("not-stopped database=postgresql", e);
    }
  }
}
