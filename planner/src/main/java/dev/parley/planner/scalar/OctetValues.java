// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.catalog.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Byte strings as PostgreSQL prints and reads them (its manual, 8.4). */
final class OctetValues {
  private static final String HEX = "\\x";
  private static final String BLANKS = " \n\t\r";

  /** A backslash stands before another one, or before three octal digits. */
  private static final Pattern ESCAPED =
      Pattern.compile("\\\\(?:(\\\\)|([0-3][0-7]{2}))|([^\\\\]++)");

  private static final int OCTAL = 8;
  private static final int HEXADECIMAL = 16;

  private OctetValues() {}

  static String print(Octets octets) {
    return HEX + octets.hex();
  }

  /**
   * Reads hexadecimal digits behind {@code \x}; else each character as its bytes in UTF-8, but for
   * what a backslash escapes.
   *
   * @throws dev.parley.protocol.error.ParleyException INVALID_TEXT
   */
  static Octets read(String text) {
    return text.startsWith(HEX) ? pairs(text) : escaped(text);
  }

  /** Blanks may stand between pairs, and not within them. */
  private static Octets pairs(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() / 2);
    int i = HEX.length();
    while (i < text.length()) {
      if (BLANKS.indexOf(text.charAt(i)) >= 0) {
        i++;
      } else {
        bytes.write(HEXADECIMAL * digit(text, i) + digit(text, i + 1));
        i += 2;
      }
    }
    return Octets.of(bytes.toByteArray());
  }

  private static int digit(String text, int index) {
    char c = index < text.length() ? text.charAt(index) : 'x';
    // other scripts have digits, too
    int value = c < 0x80 ? Character.digit(c, HEXADECIMAL) : -1;
    if (value < 0) {
      throw TextValues.invalid("byte string", null);
    }
    return value;
  }

  private static Octets escaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher part = ESCAPED.matcher(text);
    int read = 0;
    while (part.find() && part.start() == read) {
      read = part.end();
      if (part.group(2) != null) {
        bytes.write(Integer.parseInt(part.group(2), OCTAL));
      } else {
        String plain = part.group(1) == null ? part.group(3) : part.group(1);
        bytes.writeBytes(plain.getBytes(StandardCharsets.UTF_8));
      }
    }
    if (read < text.length()) {
      throw TextValues.invalid("byte string", null);
    }
    return Octets.of(bytes.toByteArray());
  }
}
