// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SET, RESET or SHOW. They are read here and not by the grammar of queries, in which ALL is a
 * reserved word, and a time such as 30s none.
 *
 * @param option the name, in the case in which it is written; {@value #ALL} for all of them
 * @param value what to set it to; empty for the default
 */
record SettingStatement(Verb verb, String option, String value) {
  static final String ALL = "all";

  /** What to do with an option. */
  enum Verb {
    SET,
    RESET,
    SHOW
  }

  private static final Pattern BLANK = Pattern.compile("(?s)\\s+|--[^\\n]*|/\\*.*?\\*/");
  private static final Pattern FIRST_WORD = Pattern.compile("(?i)(SET|RESET|SHOW)\\b");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.]+|'[^']*'|\"[^\"]*\"|[=;]");
  private static final String END = "";

  /**
   * Reads a statement.
   *
   * @return empty if it is of another kind
   * @throws ParleyException with {@link ErrorCode#SYNTAX_ERROR} if it begins as one of these and
   *     goes on as none
   */
  static Optional<SettingStatement> of(String sql) {
    Matcher matcher = BLANK.matcher(sql);
    int start = afterBlanks(matcher, 0);
    Matcher word = FIRST_WORD.matcher(sql).region(start, sql.length());
    if (!word.lookingAt()) {
      return Optional.empty();
    }
    Deque<String> tokens = tokens(sql, word.end());
    return Optional.of(
        switch (Verb.valueOf(word.group(1).toUpperCase(Locale.ROOT))) {
          case SET -> set(tokens);
          case RESET -> finished(new SettingStatement(Verb.RESET, name(tokens), ""), tokens);
          case SHOW -> finished(new SettingStatement(Verb.SHOW, name(tokens), ""), tokens);
        });
  }

  private static SettingStatement set(Deque<String> tokens) {
    String name = name(tokens);
    String next = next(tokens);
    if (name.equalsIgnoreCase("session") && !next.equals("=")) {
      name = plain(next);
      next = next(tokens);
    }
    if (!next.equals("=") && !next.equalsIgnoreCase("to")) {
      throw malformed();
    }
    String value = next(tokens);
    return finished(
        new SettingStatement(
            Verb.SET, name, value.equalsIgnoreCase("default") ? "" : plain(value).strip()),
        tokens);
  }

  private static SettingStatement finished(SettingStatement statement, Deque<String> tokens) {
    if (";".equals(tokens.peek())) {
      tokens.remove();
    }
    if (!tokens.isEmpty()) {
      throw malformed();
    }
    return statement;
  }

  private static String name(Deque<String> tokens) {
    return plain(next(tokens));
  }

  private static String next(Deque<String> tokens) {
    String token = tokens.poll();
    return token == null ? END : token;
  }

  /** Takes away quotes; refuses what is no word. */
  private static String plain(String token) {
    if (token.isEmpty() || token.equals("=") || token.equals(";")) {
      throw malformed();
    }
    boolean quoted = token.startsWith("'") || token.startsWith("\"");
    return quoted ? token.substring(1, token.length() - 1) : token;
  }

  private static Deque<String> tokens(String sql, int start) {
    Deque<String> tokens = new ArrayDeque<>();
    Matcher blank = BLANK.matcher(sql);
    Matcher token = TOKEN.matcher(sql);
    int at = afterBlanks(blank, start);
    while (at < sql.length()) {
      if (!token.region(at, sql.length()).lookingAt()) {
        throw malformed();
      }
      tokens.add(token.group());
      at = afterBlanks(blank, token.end());
    }
    return tokens;
  }

  private static int afterBlanks(Matcher blank, int start) {
    int at = start;
    while (blank.region(at, blank.regionEnd()).lookingAt()) {
      at = blank.end();
    }
    return at;
  }

  private static ParleyException malformed() {
    return new ParleyException(
        ErrorCode.SYNTAX_ERROR,
        "The statement is none that sets, resets or shows an option",
        "Write SET minNodes = 2, RESET minNodes, or SHOW minNodes.");
  }
}
