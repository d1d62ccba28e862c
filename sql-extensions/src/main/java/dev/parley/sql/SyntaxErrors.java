// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Calcite's parse errors, each as one line with a position. */
final class SyntaxErrors {
  private static final int MAX_QUOTED = 40;
  private static final Pattern ENCOUNTERED =
      Pattern.compile("(?:Encountered|Incorrect syntax near the keyword) [\"'](.*?)[\"'] at line");
  private static final Pattern BAD_TIME = Pattern.compile("Illegal (DATE|TIME|TIMESTAMP) literal");
  private static final String ROW_AS_VALUE = "ROW expression encountered in illegal context";
  private static final String HINT = "Correct the statement there.";

  private SyntaxErrors() {}

  static ParleyException of(SqlParseException error) {
    if (error.getMessage() == null) {
      // So Calcite reports that its stack overflowed.
      return nestedTooDeeply();
    }
    if (error.getMessage().startsWith(ROW_AS_VALUE)) {
      return new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "A row is no value that can be selected",
          "Select its columns one by one.");
    }
    Matcher badTime = BAD_TIME.matcher(error.getMessage());
    if (badTime.find()) {
      return badTime(badTime.group(1));
    }
    SqlParserPos position = error.getPos();
    String where =
        position == null
            ? ""
            : " at line %d, column %d"
                .formatted(position.getLineNum(), Math.max(1, position.getColumnNum()));
    return new ParleyException(
        ErrorCode.SYNTAX_ERROR, what(String.valueOf(error.getMessage())) + where, HINT, error);
  }

  static ParleyException notOneStatement(int statements) {
    return statements == 0
        ? new ParleyException(
            ErrorCode.SYNTAX_ERROR, "The statement is empty", "Write a SELECT statement.")
        : new ParleyException(
            ErrorCode.SYNTAX_ERROR,
            "The text holds %d statements, where one is allowed".formatted(statements),
            "Send each statement on its own.");
  }

  /** As of a literal, which is read later; this is in an escape of JDBC. */
  private static ParleyException badTime(String type) {
    return new ParleyException(
        ErrorCode.INVALID_TEXT,
        "A text in the statement is not a " + type,
        "Write {d 'YYYY-MM-DD'}, {t 'hh:mm:ss'} or {ts 'YYYY-MM-DD hh:mm:ss'}.");
  }

  static ParleyException nestedTooDeeply() {
    return new ParleyException(
        ErrorCode.SYNTAX_ERROR,
        "The statement is nested too deeply",
        "Write it with fewer parentheses, operators and conditions; IN takes long lists.");
  }

  private static String what(String message) {
    String line = message.lines().findFirst().orElse("").trim();
    Matcher encountered = ENCOUNTERED.matcher(line);
    if (encountered.find()) {
      String near = encountered.group(1);
      if (near.startsWith("<EOF>")) {
        return "The statement ends too early,";
      }
      return near.endsWith("'") || near.startsWith("\\")
          ? "A quotation or comment is not closed,"
          : "Syntax error near '" + cut(near) + "'";
    }
    if (line.startsWith("Lexical error")) {
      return line.contains("<EOF>")
          ? "A quotation or comment is not closed,"
          : "Syntax error: a character that has no meaning";
    }
    if (line.startsWith("Non-query expression")) {
      return "This is no query,";
    }
    return "Syntax error: " + cut(line.replaceFirst("^From line .*?: ", ""));
  }

  private static String cut(String text) {
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
  }
}
