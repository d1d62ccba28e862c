// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Operator;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes through a text token by token, and stops at whatever canonical SQL does not have: other
 * words, other signs, what other readers might take for a comment.
 */
final class CanonicalTokens {
  private static final Set<String> WORDS = words();
  private static final String SIGNS = "(),=<> ";

  private final String sql;
  private int start;
  private int end;

  CanonicalTokens(String sql) {
    this.sql = sql;
  }

  /** What a token is. */
  enum Kind {
    BLANK,
    WORD,
    NAME,
    TEXT,
    OCTETS,
    NUMBER,
    SIGN,
    END
  }

  private static Set<String> words() {
    Set<String> words =
        new HashSet<>(
            List.of(
                ("SELECT DISTINCT FROM WHERE GROUP BY ORDER ASC DESC NULLS FIRST LAST LIMIT"
                        + " COUNT SUM SUMSQ MIN MAX BEST CASE WHEN THEN ELSE END CAST AS NULL TRUE FALSE"
                        + " BOOLEAN SMALLINT INTEGER BIGINT DECIMAL DOUBLE PRECISION VARCHAR DATE"
                        + " TIME TIMESTAMP LIST")
                    .split(" ", -1)));
    for (Operator operator : Operator.values()) {
      Arrays.stream(operator.word().split(" ", -1))
          .filter(word -> isLetter(word.charAt(0)))
          .forEach(words::add);
    }
    for (Expression.Listed.Field field : Expression.Listed.Field.values()) {
      words.add(field.word());
    }
    return Set.copyOf(words);
  }

  /** Where the token that was read begins. */
  int start() {
    return start;
  }

  /** Where the token that was read ends, and the next begins. */
  int end() {
    return end;
  }

  /** The token that was read. */
  String token() {
    return sql.substring(start, end);
  }

  /**
   * Reads the next token.
   *
   * @throws IllegalArgumentException if it is none of canonical SQL
   */
  Kind next() {
    start = end;
    if (start == sql.length()) {
      return Kind.END;
    }
    char c = sql.charAt(start);
    if (c == '"' || c == '\'') {
      return quoted(c);
    }
    if (sql.startsWith("X'", start)) {
      return octets();
    }
    if (isLetter(c)) {
      return word();
    }
    if (isDigit(c)) {
      return number(start);
    }
    end = start + 1;
    if (c == '-') {
      return minus();
    }
    if (SIGNS.indexOf(c) < 0) {
      requireArithmetic(c);
    }
    return c == ' ' ? Kind.BLANK : Kind.SIGN;
  }

  private Kind quoted(char quote) {
    int close = sql.indexOf(quote, start + 1);
    if (close < 0) {
      throw new IllegalArgumentException("a quote that does not end");
    }
    end = close + 1;
    if (quote == '"' && token().chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("a name with a control character");
    }
    return quote == '"' ? Kind.NAME : Kind.TEXT;
  }

  /** Two lower-case hexadecimal digits for each byte. */
  private Kind octets() {
    int close = start + 2;
    while (close < sql.length() && isHexadecimal(sql.charAt(close))) {
      close++;
    }
    if (close == sql.length() || sql.charAt(close) != '\'' || (close - start) % 2 != 0) {
      throw new IllegalArgumentException("bytes in another spelling than canonical SQL has");
    }
    end = close + 1;
    return Kind.OCTETS;
  }

  private Kind word() {
    end = start;
    while (end < sql.length() && (isLetter(sql.charAt(end)) || sql.charAt(end) == '_')) {
      end++;
    }
    if (!WORDS.contains(token())) {
      throw new IllegalArgumentException("a word that canonical SQL does not have");
    }
    return Kind.WORD;
  }

  private Kind number(int from) {
    end = from;
    while (end < sql.length() && (isDigit(sql.charAt(end)) || sql.charAt(end) == '.')) {
      end++;
    }
    return Kind.NUMBER;
  }

  /** A number's, before an operand in parentheses, or between blanks; two would be a comment. */
  private Kind minus() {
    if (end < sql.length() && isDigit(sql.charAt(end))) {
      return number(end);
    }
    if (!isBetweenBlanks() && (before() != '(' || end == sql.length() || after() == '-')) {
      throw new IllegalArgumentException("a minus where canonical SQL has none");
    }
    return Kind.SIGN;
  }

  /** Slash and star side by side would be a comment. */
  private void requireArithmetic(char c) {
    if (c == '|' && sql.startsWith("||", start)) {
      end++;
    } else if (c == '*' && before() == '(' && end < sql.length() && after() == ')') {
      return;
    } else if (c != '+' && c != '*' && c != '/') {
      throw new IllegalArgumentException("a sign that canonical SQL does not have");
    }
    if (!isBetweenBlanks()) {
      throw new IllegalArgumentException("an operator that does not stand between blanks");
    }
  }

  private boolean isBetweenBlanks() {
    return before() == ' ' && end < sql.length() && after() == ' ';
  }

  private char before() {
    return start == 0 ? '\0' : sql.charAt(start - 1);
  }

  private char after() {
    return sql.charAt(end);
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isHexadecimal(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
