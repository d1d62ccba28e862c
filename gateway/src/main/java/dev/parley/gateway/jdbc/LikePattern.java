// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of JDBC's metadata calls: {@code %} for any text, {@code _} for any character, {@code
 * \} before one that means itself; without regard to case, as identifiers are.
 */
final class LikePattern {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;

  private final @Nullable Pattern pattern;

  /** Compiles a pattern; null matches everything. */
  LikePattern(@Nullable String like) {
    pattern = like == null ? null : Pattern.compile(toRegex(like), FLAGS);
  }

  boolean matches(String name) {
    return pattern == null || pattern.matcher(name).matches();
  }

  private static String toRegex(String like) {
    StringBuilder regex = new StringBuilder();
    boolean escaped = false;
    char last = 0;
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      if (!escaped && c == '\\') {
        escaped = true;
        continue;
      }
      boolean wild = !escaped && c == '%';
      if (wild && last == '%') {
        continue;
      }
      last = wild ? '%' : 0;
      regex.append(wild ? ".*" : !escaped && c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      escaped = false;
    }
    return regex.toString();
  }
}
