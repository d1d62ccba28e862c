// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

/**
 * Functions of texts, as PostgreSQL has them under the collation "C"; characters are code points.
 */
final class TextFunctions {
  private static final int MAX_LENGTH = 10_485_760;

  private TextFunctions() {}

  static String upper(String text) {
    return mapped(text, 'a', 'A');
  }

  static String lower(String text) {
    return mapped(text, 'A', 'a');
  }

  private static String mapped(String text, int from, int to) {
    int[] characters =
        text.codePoints().map(c -> c >= from && c < from + 26 ? c - from + to : c).toArray();
    return new String(characters, 0, characters.length);
  }

  static long length(String text) {
    return text.codePointCount(0, text.length());
  }

  static String substring(String text, long start, long length) {
    if (length < 0) {
      throw DataErrors.of("The length of a substring is negative");
    }
    return slice(text, start - 1, start - 1 + length);
  }

  static String substringFrom(String text, long start) {
    return slice(text, start - 1, length(text));
  }

  /** A negative number leaves out as many characters at the end. */
  static String left(String text, long count) {
    return slice(text, 0, count < 0 ? length(text) + count : count);
  }

  static String right(String text, long count) {
    long length = length(text);
    return slice(text, count < 0 ? -count : length - count, length);
  }

  private static String slice(String text, long from, long to) {
    long length = length(text);
    int first = (int) Math.max(0, Math.min(from, length));
    int last = (int) Math.max(first, Math.min(to, length));
    int begin = text.offsetByCodePoints(0, first);
    return text.substring(begin, text.offsetByCodePoints(begin, last - first));
  }

  static long position(String sought, String text) {
    int index = text.indexOf(sought);
    return index < 0 ? 0 : text.codePointCount(0, index) + 1L;
  }

  static String trim(String text, String characters, boolean leading, boolean trailing) {
    int[] all = text.codePoints().toArray();
    int from = 0;
    int to = all.length;
    while (leading && from < to && contains(characters, all[from])) {
      from++;
    }
    while (trailing && from < to && contains(characters, all[to - 1])) {
      to--;
    }
    return new String(all, from, to - from);
  }

  private static boolean contains(String characters, int character) {
    return characters.indexOf(character) >= 0;
  }

  static String replace(String text, String from, String to) {
    if (from.isEmpty()) {
      return text;
    }
    long found = 0;
    for (int i = text.indexOf(from); i >= 0; i = text.indexOf(from, i + from.length())) {
      found++;
    }
    requireLength(text.length() + found * (to.length() - from.length()));
    return text.replace(from, to);
  }

  static String concatenate(String first, String second) {
    requireLength((long) first.length() + second.length());
    return first + second;
  }

  /** A short statement can ask for a text that no memory holds. */
  private static void requireLength(long length) {
    if (length > MAX_LENGTH) {
      throw PostgresNumeric.outOfRange("text");
    }
  }

  /** Whether {@code text} is as {@code pattern} says: % for any characters, _ for one. */
  static boolean like(String text, String pattern, String escape) {
    if (length(escape) > 1) {
      throw DataErrors.of("What escapes in LIKE is more than one character");
    }
    return LikePattern.of(pattern, escape).matches(text.codePoints().toArray());
  }
}
