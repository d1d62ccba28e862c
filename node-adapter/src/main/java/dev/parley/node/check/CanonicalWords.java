// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import java.util.Set;

/**
 * Looks a text over before any parser sees it: its length, how deep it nests, how many words it
 * has, and that there is no word in it but those of canonical SQL. What a general parser would do
 * with anything else, in time, memory or stack, need not be known then.
 */
final class CanonicalWords {
  static final int MAX_CHARACTERS = 1 << 16;
  static final int MAX_DEPTH = 32;
  static final int MAX_WORDS = 20_000;

  private static final Set<String> WORDS =
      Set.of(
          "SELECT",
          "COUNT",
          "SUM",
          "FROM",
          "WHERE",
          "GROUP",
          "BY",
          "AND",
          "OR",
          "NOT",
          "IS",
          "NULL",
          "IN",
          "TRUE",
          "FALSE",
          "DATE",
          "TIMESTAMP");
  private static final String SIGNS = "(),*=<> ";

  private final String sql;
  private int position;

  private CanonicalWords(String sql) {
    this.sql = sql;
  }

  /**
   * Confirms that {@code sql} may be given to a parser.
   *
   * @throws IllegalArgumentException if it may not
   */
  static void require(String sql) {
    if (sql.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException("more than " + MAX_CHARACTERS + " characters");
    }
    if (!sql.startsWith("SELECT ")) {
      throw new IllegalArgumentException("something else than a SELECT");
    }
    new CanonicalWords(sql).read();
  }

  private void read() {
    int depth = 0;
    int words = 0;
    while (position < sql.length()) {
      char c = sql.charAt(position);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      words += c == ' ' ? 0 : 1;
      if (depth > MAX_DEPTH || words > MAX_WORDS) {
        throw new IllegalArgumentException("nested deeper, or longer, than any canonical query");
      }
      if (c == '"' || c == '\'') {
        skipQuoted(c);
      } else if (isLetter(c)) {
        skipWord();
      } else if (isDigit(c)) {
        skipNumber();
      } else if (c == '-') {
        skipMinus();
      } else if (SIGNS.indexOf(c) >= 0) {
        position++;
      } else {
        throw new IllegalArgumentException("a sign that canonical SQL does not have");
      }
    }
  }

  private void skipQuoted(char quote) {
    int end = sql.indexOf(quote, position + 1);
    if (end < 0) {
      throw new IllegalArgumentException("a quote that does not end");
    }
    position = end + 1;
  }

  private void skipWord() {
    int start = position;
    while (position < sql.length() && isLetter(sql.charAt(position))) {
      position++;
    }
    String word = sql.substring(start, position);
    if (!WORDS.contains(word)) {
      throw new IllegalArgumentException("a word that canonical SQL does not have");
    }
    boolean twice = word.equals("NOT") && (start == 0 || sql.charAt(start - 1) != '(');
    if (twice && !sql.startsWith("IS NOT", start - 3)) {
      throw new IllegalArgumentException("a NOT outside parentheses");
    }
  }

  private void skipMinus() {
    position++;
    if (position == sql.length() || !isDigit(sql.charAt(position))) {
      throw new IllegalArgumentException("a minus without a number");
    }
  }

  private void skipNumber() {
    while (position < sql.length()
        && (isDigit(sql.charAt(position)) || sql.charAt(position) == '.')) {
      position++;
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
