// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import java.util.Arrays;

/** A pattern of LIKE, read once. */
final class LikePattern {
  private static final int ANY_TEXT = -1;
  private static final int ANY_CHARACTER = -2;
  private static final int NOTHING_ESCAPED = -3;

  private final int[] parts;

  private LikePattern(int[] parts) {
    this.parts = parts;
  }

  /**
   * Reads {@code pattern}.
   *
   * @param escape the character that takes the meaning of the next one away, or nothing
   */
  static LikePattern of(String pattern, String escape) {
    int[] written = pattern.codePoints().toArray();
    int[] parts = new int[written.length];
    int size = 0;
    for (int i = 0; i < written.length; i++) {
      if (!escape.isEmpty() && written[i] == escape.codePointAt(0)) {
        i++;
        parts[size++] = i < written.length ? written[i] : NOTHING_ESCAPED;
      } else {
        parts[size++] =
            written[i] == '%' ? ANY_TEXT : written[i] == '_' ? ANY_CHARACTER : written[i];
      }
    }
    return new LikePattern(Arrays.copyOf(parts, size));
  }

  /** Takes at most the product of both lengths: only the last % is ever tried again. */
  boolean matches(int[] text) {
    int part = 0;
    int lastAny = -1;
    int resume = 0;
    int i = 0;
    while (i < text.length) {
      requireEscaped(part);
      if (part < parts.length && parts[part] == ANY_TEXT) {
        lastAny = part++;
        resume = i;
      } else if (part < parts.length && (parts[part] == ANY_CHARACTER || parts[part] == text[i])) {
        part++;
        i++;
      } else if (lastAny >= 0) {
        part = lastAny + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (part < parts.length && parts[part] == ANY_TEXT) {
      part++;
    }
    return part == parts.length;
  }

  /** PostgreSQL minds only if it comes so far. */
  private void requireEscaped(int part) {
    if (part < parts.length && parts[part] == NOTHING_ESCAPED) {
      throw DataErrors.of("A pattern of LIKE ends with the character that escapes");
    }
  }
}
