// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An answer as a golden file shows it.
 *
 * @param types of the columns, in JDBC's words
 * @param lines the labels, then a line for each row; the rows are sorted unless the query sorts
 *     them
 * @param warnings each a line
 */
record GoldenAnswer(List<String> types, List<String> lines, List<String> warnings) {

  private static final Pattern ORDERED = Pattern.compile("(?i)\\bORDER BY\\b|^(EXPLAIN|SHOW)\\b");

  /** Runs a query. */
  static GoldenAnswer of(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      ResultSetMetaData columns = rows.getMetaData();
      List<String> types = new ArrayList<>();
      List<String> labels = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        types.add(JDBCType.valueOf(GoldenText.kind(columns.getColumnType(i))).getName());
        labels.add(columns.getColumnLabel(i));
      }
      List<String> lines = rows(rows, labels.size());
      if (!ORDERED.matcher(sql).find()) {
        lines.sort(null);
      }
      lines.add(0, String.join(", ", labels));
      return new GoldenAnswer(types, lines, warnings(statement));
    }
  }

  private static List<String> rows(ResultSet rows, int columns) throws SQLException {
    List<String> lines = new ArrayList<>();
    while (rows.next()) {
      List<String> line = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        line.add(GoldenText.of(rows, i));
      }
      lines.add(String.join(", ", line));
    }
    return lines;
  }

  private static List<String> warnings(Statement statement) throws SQLException {
    List<String> warnings = new ArrayList<>();
    for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
      warnings.add("warning: " + GoldenText.stable(String.valueOf(w.getMessage())));
    }
    return warnings;
  }
}
