// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.output;

/** Text from elsewhere, made fit for a terminal. */
final class ShownText {
  private ShownText() {}

  /**
   * Puts {@code instead} in the place of whatever could move the cursor, end the line, paint the
   * terminal, or turn the direction of writing.
   */
  static String of(String text, char instead) {
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
