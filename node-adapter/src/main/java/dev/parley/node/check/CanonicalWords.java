// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.node.check.Nesting.Operators;
import java.util.Set;

/**
 * Looks a text over before any parser sees it: its length, how deep it nests, how many words it
 * has, that there is no word in it but those of canonical SQL, and that clauses, conditions and
 * values stand only within one another as they do there. What a general parser would do with
 * anything else, in time, memory or stack, need not be known then.
 */
final class CanonicalWords {
  static final int MAX_CHARACTERS = 1 << 16;
  static final int MAX_WORDS = 20_000;

  /** What stands at the top alone. */
  private static final Set<String> CLAUSES =
      Set.of(
          "SELECT",
          "DISTINCT",
          "FROM",
          "WHERE",
          "GROUP",
          "BY",
          "ORDER",
          "ASC",
          "DESC",
          "NULLS",
          "FIRST",
          "LAST",
          "LIMIT",
          "COUNT",
          "SUM",
          "SUMSQ",
          "MIN",
          "MAX",
          "BEST",
          "LIST");

  private final String sql;
  private final CanonicalTokens tokens;
  private final Nesting nesting = new Nesting();

  private CanonicalWords(String sql) {
    this.sql = sql;
    this.tokens = new CanonicalTokens(sql);
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
    int words = 0;
    for (var kind = tokens.next(); kind != CanonicalTokens.Kind.END; kind = tokens.next()) {
      words += kind == CanonicalTokens.Kind.BLANK ? 0 : 1;
      if (words > MAX_WORDS) {
        throw new IllegalArgumentException("longer than any canonical query");
      }
      if (kind == CanonicalTokens.Kind.WORD) {
        word(tokens.token());
      } else if (kind == CanonicalTokens.Kind.SIGN) {
        sign(tokens.token());
      }
    }
    nesting.end();
  }

  private void word(String word) {
    if (CLAUSES.contains(word)) {
      nesting.requireTop();
      return;
    }
    switch (word) {
      case "CASE" -> {
        requireNext(" WHEN ");
        nesting.open(Nesting.Kind.CASE);
      }
      case "END" -> nesting.close(Nesting.Kind.CASE);
      case "AND", "OR" -> nesting.operator(Operators.LOGICAL);
      case "NOT" -> not();
      case "LIKE", "IN", "IS" -> nesting.operator(Operators.COMPARING);
      default -> {
        return;
      }
    }
  }

  private void not() {
    if (sql.startsWith("IS ", tokens.start() - 3)) {
      return;
    }
    if (sql.charAt(tokens.start() - 1) != '(') {
      throw new IllegalArgumentException("a NOT outside parentheses");
    }
    nesting.operator(Operators.LOGICAL);
  }

  private void sign(String sign) {
    switch (sign) {
      case "(" -> nesting.open(follows() ? Nesting.Kind.CALL : Nesting.Kind.GROUP);
      case ")" -> nesting.close();
      case "=", "<", ">" -> nesting.operator(Operators.COMPARING);
      case "+", "/", "||", "-" -> nesting.operator(Operators.COMPUTING);
      case "*" -> {
        if (sql.charAt(tokens.end()) == ' ') {
          nesting.operator(Operators.COMPUTING);
        }
      }
      default -> {
        return;
      }
    }
  }

  /** Whether the token stands right after a word, as the parenthesis of a function does. */
  private boolean follows() {
    char before = sql.charAt(tokens.start() - 1);
    return before >= 'A' && before <= 'Z';
  }

  private void requireNext(String words) {
    if (!sql.startsWith(words, tokens.end())) {
      throw new IllegalArgumentException("a CASE of another form than canonical SQL has");
    }
  }
}
