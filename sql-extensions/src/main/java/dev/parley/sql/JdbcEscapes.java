// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The escapes of JDBC 4.3, section 13.4, that Calcite's grammar does not know: outer joins, the
 * escape character of LIKE, limits, and functions that are not written with commas. What stands
 * between their braces is SQL as it is.
 */
final class JdbcEscapes {
  /** Quotes and comments are passed over; the group is there where braces are to vanish. */
  private static final Pattern PARTS =
      Pattern.compile(
          "'[^']*+'?+|\"[^\"]*+\"?+|(?:--|//)[^\\n\\r]*+|/\\*(?!\\+)[\\s\\S]*?\\*/"
              + "|\\{\\s*+(oj\\b|(?=(?:escape|limit)\\b)"
              + "|fn\\s++(?=(?:extract|position|current_date|current_timestamp)\\b))"
              + "|[{}]",
          Pattern.CASE_INSENSITIVE);

  private JdbcEscapes() {}

  /** Returns the statement with blanks in the place of such braces. */
  static String unwrapped(String sql) {
    if (sql.indexOf('{') < 0) {
      return sql;
    }
    StringBuilder text = new StringBuilder(sql);
    Deque<Boolean> open = new ArrayDeque<>();
    Matcher parts = PARTS.matcher(sql);
    while (parts.find()) {
      char first = sql.charAt(parts.start());
      if (first == '{') {
        open.push(parts.group(1) != null);
        if (parts.group(1) != null) {
          blank(text, parts.start(), parts.end());
        }
      } else if (first == '}' && !open.isEmpty() && open.pop()) {
        blank(text, parts.start(), parts.end());
      }
    }
    return text.toString();
  }

  /** Lines stay lines, so that errors tell the right one. */
  private static void blank(StringBuilder text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '\n') {
        text.setCharAt(i, ' ');
      }
    }
  }
}
