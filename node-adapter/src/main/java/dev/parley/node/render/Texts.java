// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * Texts, and their places and patterns, as a database takes them. A text is a value of the database
 * whose collation is that of its code points, but in H2, which has none: there {@link #comparable}
 * makes bytes of it.
 */
record Texts(Dialect dialect) {
  private static final int MOST = 1_000_000_000;

  /** Returns a column as a text without the blanks that mean nothing. */
  Fragment column(String name, boolean padded) {
    return Fragment.of(
        switch (dialect) {
          case H2 -> trimmed("CAST(" + name + " AS VARCHAR)", padded);
          case MARIADB -> mariaDb(trimmed(name, padded));
          case POSTGRESQL, DUCKDB -> "(" + dialect.text(name, padded) + ")";
        });
  }

  private static String trimmed(String name, boolean padded) {
    return padded ? "TRIM(TRAILING ' ' FROM " + name + ")" : name;
  }

  static String mariaDb(String text) {
    return "(CONVERT(" + text + " USING utf8mb4) COLLATE utf8mb4_nopad_bin)";
  }

  Fragment literal(String value) {
    String place =
        switch (dialect) {
          case POSTGRESQL -> "(CAST(? AS TEXT) COLLATE \"C\")";
          case MARIADB -> mariaDb("?");
          case DUCKDB, H2 -> "CAST(? AS VARCHAR)";
        };
    return Fragment.parameter(place, value);
  }

  /** Returns what was no text before, as one. */
  Fragment made(Fragment text) {
    return dialect == Dialect.MARIADB
        ? text.within("(CONVERT(", " USING utf8mb4) COLLATE utf8mb4_nopad_bin)")
        : text;
  }

  /** Returns what compares, orders and groups as the bytes of a text. */
  Fragment comparable(Fragment text) {
    return switch (dialect) {
      case POSTGRESQL -> text.within("(", " COLLATE \"C\")");
      case DUCKDB -> text.within("(", " COLLATE C)");
      case H2 -> text.within("STRINGTOUTF8(", ")");
      case MARIADB -> text;
    };
  }

  /** Returns the characters from {@code start} on, which may be before the first. */
  Fragment substring(
      Template template, Fragment text, BigDecimal start, Optional<BigDecimal> size) {
    if (size.isPresent() && size.get().signum() < 0) {
      throw invalid("The length of a substring is negative");
    }
    BigDecimal first = start.max(BigDecimal.ONE);
    int skip = bounded(first.subtract(BigDecimal.ONE));
    int take =
        size.map(length -> bounded(start.add(length).subtract(first).max(BigDecimal.ZERO)))
            .orElse(MOST);
    if (dialect != Dialect.H2) {
      return template.fill(text, Fragment.of("" + (skip + 1)), Fragment.of("" + take));
    }
    String pattern = String.format(Locale.ROOT, "(?s)^.{0,%d}(.{0,%d}).*$", skip, take);
    return template.fill(text, Fragment.of("'" + pattern + "'"), Fragment.of("'$1'"));
  }

  private static int bounded(BigDecimal count) {
    return count.min(BigDecimal.valueOf(MOST)).intValueExact();
  }

  /** Returns the pattern of LIKE as the database takes it. */
  Fragment pattern(String like) {
    StringBuilder mine = new StringBuilder(dialect == Dialect.H2 ? "(?s)\\A" : "");
    boolean escaped = false;
    for (int sign : like.codePoints().toArray()) {
      if (!escaped && sign == '\\') {
        escaped = true;
        continue;
      }
      boolean wild = !escaped && (sign == '%' || sign == '_');
      mine.append(dialect == Dialect.H2 ? regular(sign, wild) : escaped(sign, wild));
      escaped = false;
    }
    if (escaped) {
      throw invalid("A pattern of LIKE ends with a backslash");
    }
    return literal(mine + (dialect == Dialect.H2 ? "\\z" : ""));
  }

  private static String regular(int sign, boolean wild) {
    return wild ? (sign == '%' ? ".*" : ".") : "\\x{" + Integer.toHexString(sign) + "}";
  }

  /** Not by a backslash, which MariaDB may take for more than one thing. */
  private static String escaped(int sign, boolean wild) {
    String plain = Character.toString(sign);
    return !wild && (sign == '%' || sign == '_' || sign == '!') ? "!" + plain : plain;
  }

  private static ParleyException invalid(String fact) {
    return new ParleyException(ErrorCode.DATA_ERROR, fact, "Mend the statement.");
  }
}
