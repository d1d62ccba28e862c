// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.output;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.ShownText;
import java.sql.SQLException;

/** The one line by which an error is told: {@code SQLSTATE P-code fact | hint}. */
public final class ErrorLine {
  private ErrorLine() {}

  /** Returns the line for an error that came over JDBC. */
  public static String of(SQLException e) {
    String state = e.getSQLState() == null ? ErrorCode.INTERNAL.sqlState() : e.getSQLState();
    String message = oneLine(String.valueOf(e.getMessage()));
    String hint = message.contains(" | ") ? "" : " | Look into the gateway's log.";
    return "%s P%04d %s%s".formatted(state, e.getErrorCode(), message, hint);
  }

  /** Returns the line for an error of this process. */
  public static String of(ParleyException e) {
    return oneLine(e.toLine());
  }

  private static String oneLine(String text) {
    return ShownText.of(text.replaceAll("\\s*\\R\\s*", " "), ' ');
  }
}
