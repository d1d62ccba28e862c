// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded database of one owner, and how a node gets in to read it. Nothing of this process holds
 * it open, so a node in another process may.
 */
public final class OwnerDatabase implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OwnerDatabase.class);

  /** What takes a database away. */
  @FunctionalInterface
  interface Removal {
    void run() throws SQLException;
  }

  private final DatabaseKind kind;
  private final String url;
  private final Login login;
  private final Removal removal;
  private boolean closed;

  OwnerDatabase(DatabaseKind kind, String url, Login login, Removal removal) {
    this.kind = kind;
    this.url = url;
    this.login = login;
    this.removal = removal;
  }

  public DatabaseKind kind() {
    return kind;
  }

  /** The JDBC URL, without user and password; connections from it can only read. */
  public String url() {
    return url;
  }

  /** The role that may only read, or an empty text if databases of this kind have no roles. */
  public String user() {
    return login.user();
  }

  /** A secret; empty if databases of this kind have no roles. */
  public String password() {
    return login.password();
  }

  /** Connects as a node does. */
  public Connection connect() throws SQLException {
    if (kind == DatabaseKind.DUCKDB) {
      // Within one process all connections to a file must ask for the same, as nodes do.
      Properties readOnly = new Properties();
      readOnly.setProperty("duckdb.read_only", "true");
      return DriverManager.getConnection(url, readOnly);
    }
    return DriverManager.getConnection(url, login.user(), login.password());
  }

  /** Takes the database away, with all that it stores; who is connected loses it. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      removal.run();
    } catch (SQLException e) {
      log.warn("not-removed database={} sqlstate={}", kind.word(), e.getSQLState());
    }
  }

  @Override
  public String toString() {
    return "OwnerDatabase[" + url + ", password withheld]";
  }
}
