// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.demo;

import dev.parley.cli.output.ErrorLine;
import dev.parley.cli.output.ResultFormat;
import dev.parley.cli.output.ResultNotes;
import dev.parley.cli.output.ResultPrinter;
import dev.parley.cli.terminal.ExitCode;
import dev.parley.cli.terminal.Terminal;
import dev.parley.jdbc.ContributingNodes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Runs queries one after the other, each to its end, and prints what they give. */
final class Executions {
  private final Connection connection;
  private final Terminal terminal;
  private final ResultPrinter printer;

  Executions(Connection connection, ResultFormat format, Terminal terminal) {
    this.connection = connection;
    this.terminal = terminal;
    this.printer = new ResultPrinter(format, terminal.out());
  }

  /** Returns the exit status: a query that failed does not keep the others from running. */
  int run(List<String> queries) throws SQLException {
    int status = ExitCode.SUCCESS;
    try (Statement statement = connection.createStatement()) {
      for (String sql : queries) {
        if (!run(statement, sql)) {
          status = ExitCode.QUERY_FAILED;
        }
      }
    }
    return status;
  }

  private boolean run(Statement statement, String sql) throws SQLException {
    try {
      if (statement.execute(sql)) {
        print(statement);
      }
      return true;
    } catch (SQLException e) {
      terminal.say(ErrorLine.of(e));
      return false;
    }
  }

  private void print(Statement statement) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      ResultNotes notes = notes(statement);
      printer.print(rows, notes);
      notes.warnings().forEach(warning -> terminal.say("WARNING " + warning));
    }
  }

  private static ResultNotes notes(Statement statement) throws SQLException {
    List<String> warnings = new ArrayList<>();
    SQLWarning warning = statement.getWarnings();
    while (warning != null) {
      warnings.add(warning.getMessage());
      warning = warning.getNextWarning();
    }
    return new ResultNotes(statement.unwrap(ContributingNodes.class).nodes(), warnings);
  }
}
