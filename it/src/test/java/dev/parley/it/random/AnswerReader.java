// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a database, over JDBC as anybody does. */
final class AnswerReader {
  private final Connection connection;

  AnswerReader(Connection connection) {
    this.connection = connection;
  }

  Answer answer(String sql, List<Object> parameters) {
    try {
      return parameters.isEmpty() ? plain(sql) : prepared(sql, parameters);
    } catch (SQLException e) {
      return Answer.failed(String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
    }
  }

  private Answer plain(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return read(result);
    }
  }

  private Answer prepared(String sql, List<Object> parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet result = statement.executeQuery()) {
        return read(result);
      }
    }
  }

  private static Answer read(ResultSet result) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    List<Answer.Column> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      int type = meta.getColumnType(i);
      columns.add(new Answer.Column(meta.getColumnLabel(i), type(type), type == Types.CHAR));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        row.add(value(result, i + 1, columns.get(i).type()));
      }
      rows.add(row);
    }
    return new Answer(columns, rows, Optional.empty());
  }

  private static String type(int type) {
    return switch (type) {
      case Types.SMALLINT -> "SMALLINT";
      case Types.INTEGER -> "INTEGER";
      case Types.BIGINT -> "BIGINT";
      case Types.NUMERIC, Types.DECIMAL -> "DECIMAL";
      case Types.DOUBLE, Types.FLOAT -> "DOUBLE";
      case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR -> "TEXT";
      case Types.BIT, Types.BOOLEAN -> "BOOLEAN";
      case Types.DATE -> "DATE";
      case Types.TIME -> "TIME";
      case Types.TIMESTAMP -> "TIMESTAMP";
      default -> "JDBC type " + type;
    };
  }

  private static @Nullable Object value(ResultSet result, int column, String type)
      throws SQLException {
    Object value =
        switch (type) {
          case "SMALLINT", "INTEGER", "BIGINT" -> result.getLong(column);
          case "DECIMAL" -> result.getBigDecimal(column);
          case "DOUBLE" -> result.getDouble(column);
          case "BOOLEAN" -> result.getBoolean(column);
          case "TIMESTAMP" -> timestamp(result.getString(column));
          default -> result.getString(column);
        };
    return result.wasNull() ? null : value;
  }

  private static @Nullable LocalDateTime timestamp(@Nullable String text) {
    return text == null ? null : LocalDateTime.parse(text.replace(' ', 'T'));
  }
}
