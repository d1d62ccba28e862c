// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.fault;

import dev.parley.it.Rows;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalFederationSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What became of a question.
 *
 * @param state the SQLSTATE of its error; empty if it was answered
 * @param said error or warning, in words
 * @param took from the question to the last row, or to the error
 */
record Outcome(List<List<String>> rows, String state, String said, Duration took) {

  /** Asks, with options of the session such as {@code timeout=2s}. */
  static Outcome of(LocalFederation federation, String sql, String options) {
    String url = federation.url();
    String address = options.isEmpty() ? url : url + (url.contains("?") ? "&" : "/?") + options;
    Instant asked = Instant.now();
    try (Connection connection =
            DriverManager.getConnection(
                address, LocalFederationSettings.USER, federation.settings().password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = Rows.of(result);
      SQLWarning warning = statement.getWarnings();
      return new Outcome(
          rows, "", warning == null ? "" : String.valueOf(warning.getMessage()), since(asked));
    } catch (SQLException e) {
      return new Outcome(List.of(), e.getSQLState(), String.valueOf(e.getMessage()), since(asked));
    }
  }

  private static Duration since(Instant asked) {
    return Duration.between(asked, Instant.now());
  }

  /** In one word: RIGHT, WITHOUT_SOUTH with a warning that says so, an SQLSTATE, or WRONG. */
  String word(List<List<String>> whole, List<List<String>> north) {
    if (!state.isEmpty()) {
      return state;
    }
    if (rows.equals(whole)) {
      return said.isEmpty() ? "RIGHT" : "WRONG";
    }
    return rows.equals(north) && said.contains("'south'") ? "WITHOUT_SOUTH" : "WRONG";
  }
}
