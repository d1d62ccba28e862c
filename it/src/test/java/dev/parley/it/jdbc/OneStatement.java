// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** A statement for each check, on a connection that all of a driver's share. */
abstract class OneStatement {
  static final String THREE = "SELECT * FROM (VALUES (1), (2), (3)) AS t (x)";

  final TestedDriver driver;
  final Connection connection;
  final Statement statement;

  OneStatement(TestedDriver driver, Drivers drivers) throws SQLException {
    this.driver = driver;
    this.connection = drivers.shared(driver);
    this.statement = connection.createStatement();
  }

  @AfterEach
  void close() throws SQLException {
    statement.close();
  }

  /** A statement that gives no rows, in the words of each driver's server. */
  final String setting() {
    return driver.isOurs() ? "SET minNodes = all" : "SET application_name = 'parley-test'";
  }

  static String stateOf(ThrowingCallable call) {
    return catchThrowableOfType(SQLException.class, call).getSQLState();
  }

  static int count(ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      count++;
    }
    return count;
  }
}
