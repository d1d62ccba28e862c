// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Texts that can be sent. Half of a surrogate pair has no UTF-8: it would arrive as a question
 * mark, and another question be answered than was asked.
 */
final class WholeCharacters {
  private static final String NOT_IN_REPERTOIRE = "22021";
  private static final int BAD_TEXT = 103;

  private WholeCharacters() {}

  /**
   * Returns the text, or null of none.
   *
   * @throws SQLException 22021 if half of a surrogate pair stands alone in it
   */
  static @Nullable String of(@Nullable String text) throws SQLException {
    if (text != null) {
      require(text);
    }
    return text;
  }

  /** Returns normally if no half of a surrogate pair stands alone in the text. */
  static void require(String text) throws SQLException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          throw SqlErrors.of(
              "Half of a surrogate pair stands alone at character "
                  + (i + 1)
                  + " of a text | Leave it out, or add the other half.",
              NOT_IN_REPERTOIRE,
              BAD_TEXT);
        }
        i++;
      }
    }
  }
}
