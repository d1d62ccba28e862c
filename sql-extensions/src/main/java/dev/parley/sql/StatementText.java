// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text tells before it is parsed: its size, its nesting, and whether it would write. */
final class StatementText {
  /** As long as a list of ten thousand places is, with a name for each. */
  private static final int MAX_CHARACTERS = 1_000_000;

  /** Calcite takes time in the square of the length of a chain of operators; no comma is in one. */
  private static final int MAX_BETWEEN_COMMAS = 100_000;

  /** Calcite's parser looks ahead, and takes twice as long for each further parenthesis. */
  private static final int MAX_NESTING = 64;

  private static final Set<String> WRITING =
      Set.of(
          "ALTER",
          "ANALYZE",
          "CALL",
          "CLUSTER",
          "COMMENT",
          "COPY",
          "CREATE",
          "DELETE",
          "DO",
          "DROP",
          "EXECUTE",
          "GRANT",
          "IMPORT",
          "INSERT",
          "LOAD",
          "LOCK",
          "MERGE",
          "REFRESH",
          "REINDEX",
          "RENAME",
          "REPLACE",
          "REVOKE",
          "TRUNCATE",
          "UPDATE",
          "UPSERT",
          "VACUUM");

  /** Blanks and comments, then a word. */
  private static final Pattern FIRST_WORD =
      Pattern.compile("(?:\\s|--[^\\n]*+|/\\*.*?\\*/|\\()*+([A-Za-z]++)", Pattern.DOTALL);

  /** Quotes and comments, as Calcite's lexer has them (a hint is none), and parentheses. */
  private static final Pattern PARTS =
      Pattern.compile(
          "'[^']*+'?+|\"[^\"]*+\"?+|(?:--|//)[^\\n\\r]*+|/\\*(?!\\+)[\\s\\S]*?\\*/|[(),]");

  private StatementText() {}

  static void check(String sql) {
    if (sql.length() > MAX_CHARACTERS) {
      throw new ParleyException(
          ErrorCode.SYNTAX_ERROR,
          "The statement has %d characters, more than %d".formatted(sql.length(), MAX_CHARACTERS),
          "Shorten the statement.");
    }
    Matcher first = FIRST_WORD.matcher(sql);
    if (first.lookingAt()) {
      String word = first.group(1).toUpperCase(Locale.ROOT);
      if (WRITING.contains(word)) {
        throw readOnly(word);
      }
    }
    requireShape(sql);
  }

  static ParleyException readOnly(String word) {
    return new ParleyException(
        ErrorCode.READ_ONLY,
        word + " would write, and a federation can only be read",
        "Ask with SELECT; owners change their data in their own databases.");
  }

  private static void requireShape(String sql) {
    int[] lengths = new int[MAX_NESTING + 1];
    int depth = 0;
    int read = 0;
    Matcher parts = PARTS.matcher(sql);
    while (parts.find()) {
      requireShort(lengths[depth] += parts.end() - read);
      read = parts.end();
      switch (parts.group()) {
        case "," -> lengths[depth] = 0;
        case "(" -> {
          if (++depth > MAX_NESTING) {
            throw SyntaxErrors.nestedTooDeeply();
          }
          lengths[depth] = 0;
        }
        // one too many is for the parser to say
        case ")" -> depth = Math.max(0, depth - 1);
        default -> {}
      }
    }
    requireShort(lengths[depth] + sql.length() - read);
  }

  private static void requireShort(int length) {
    if (length > MAX_BETWEEN_COMMAS) {
      throw new ParleyException(
          ErrorCode.SYNTAX_ERROR,
          "The statement has an expression or a clause of more than %d characters"
              .formatted(MAX_BETWEEN_COMMAS),
          "Shorten the statement.");
    }
  }
}
