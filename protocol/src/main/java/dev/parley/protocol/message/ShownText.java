// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.message;

/** Text of strangers that people will read: in a terminal, a log, a table. */
public final class ShownText {
  private static final int MAX_CHARACTERS = 2000;

  private ShownText() {}

  /**
   * Returns {@code text} as one line of at most 2000 characters: whatever could move a cursor, end
   * a line or turn the direction of writing is a space.
   */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(MAX_CHARACTERS).forEach(line::appendCodePoint);
    return of(line.toString(), ' ');
  }

  /**
   * Puts {@code instead} in the place of whatever could move a cursor, end a line, paint a terminal
   * or turn the direction of writing.
   */
  public static String of(String text, char instead) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(c -> shown.appendCodePoint(isShown(c) ? c : instead));
    return shown.toString();
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
