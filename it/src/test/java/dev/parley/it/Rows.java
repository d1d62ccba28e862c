// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole answers as text, to compare. */
public final class Rows {
  private Rows() {}

  /** Opens a connection for one question. */
  public interface Database {
    Connection connect() throws SQLException;
  }

  /** Returns the rows of an answer, in its order. */
  public static List<List<String>> of(Database database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return of(result);
    }
  }

  public static List<List<String>> of(ResultSet result) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    int columns = result.getMetaData().getColumnCount();
    while (result.next()) {
      String[] row = new String[columns];
      for (int i = 0; i < columns; i++) {
        row[i] = text(result.getObject(i + 1));
      }
      rows.add(Arrays.asList(row));
    }
    return rows;
  }

  /** Drivers differ in how they spell truth values and times. */
  private static @Nullable String text(@Nullable Object value) {
    if (value instanceof Timestamp time) {
      return time.toLocalDateTime().toString();
    }
    return value == null ? null : value.toString();
  }
}
