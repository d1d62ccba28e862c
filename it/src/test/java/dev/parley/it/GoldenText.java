// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.regex.Pattern;

/** Values and messages as golden files show them: the same on any day, from any driver. */
final class GoldenText {
  private static final MathContext DIGITS = new MathContext(12);
  private static final Pattern SECONDS = Pattern.compile("\\b\\d+ s ago");
  private static final Pattern STATE = Pattern.compile("\\bSQLSTATE \\w{5}\\b");
  private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{16,32}\\b");
  private static final Pattern PORT = Pattern.compile("\\b127\\.0\\.0\\.1:\\d+");

  private GoldenText() {}

  /** Returns {@code message} without what is another each time. */
  static String stable(String message) {
    String timeless = SECONDS.matcher(message).replaceAll("N s ago");
    String portless = PORT.matcher(timeless).replaceAll("127.0.0.1:N");
    String nameless = ID.matcher(portless).replaceAll("N");
    return STATE.matcher(nameless).replaceAll("SQLSTATE N");
  }

  /** Returns a value; a floating-point number to as many digits as two databases agree on. */
  static String of(ResultSet rows, int column) throws SQLException {
    String text = rows.getString(column);
    if (text == null) {
      return "null";
    }
    return switch (kind(rows.getMetaData().getColumnType(column))) {
      case Types.BOOLEAN -> String.valueOf(rows.getBoolean(column));
      case Types.DOUBLE ->
          BigDecimal.valueOf(rows.getDouble(column))
              .round(DIGITS)
              .stripTrailingZeros()
              .toPlainString();
      case Types.TIMESTAMP -> text.replaceAll("(\\.\\d*?)0+$", "$1").replaceAll("\\.$", "");
      default -> text;
    };
  }

  /** Returns one of the two types that JDBC has for some kinds of values. */
  static int kind(int type) {
    return switch (type) {
      case Types.BIT -> Types.BOOLEAN;
      case Types.NUMERIC -> Types.DECIMAL;
      case Types.FLOAT -> Types.DOUBLE;
      case Types.BINARY -> Types.VARBINARY;
      default -> type;
    };
  }
}
