// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.message;

/** Text of a peer that people will read: in a terminal, a log, a table. */
final class ShownText {
  private static final int MAX_CHARACTERS = 2000;

  private ShownText() {}

  /**
   * Returns {@code text} as one line of at most 2000 characters: whatever could move a cursor, end
   * a line or turn the direction of writing is a space.
   */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(MAX_CHARACTERS)
        .forEach(c -> line.appendCodePoint(isShown(c) ? c : ' '));
    return line.toString();
  }

  private static boolean isShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
