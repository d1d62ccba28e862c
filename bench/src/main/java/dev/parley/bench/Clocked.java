// SPDX-License-Identifier: Apache-2.0
package dev.parley.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** Times of statements, in milliseconds. */
final class Clocked {

  private Clocked() {}

  /** Runs a statement and reads all of its rows. */
  static double run(Connection connection, String sql) throws SQLException {
    long begun = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        rows.getString(columns);
      }
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  /** A figure of PARLEY.QUERIES about the gateway's last question that went to nodes. */
  static double last(Connection gateway, String column) throws SQLException {
    double last = Double.NaN;
    try (Statement statement = gateway.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT bytes, " + column + " FROM PARLEY.QUERIES")) {
      while (rows.next()) {
        last = rows.getLong(1) > 0 ? rows.getDouble(2) : last;
      }
    }
    return last;
  }

  static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
  }

  static String text(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
