// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a JSON object of texts, whole numbers and lists of texts (RFC 8259) as one line of ASCII
 * without white space, so that no text can look like the end of its line, or like another letter.
 */
final class JsonLine {
  private final StringBuilder text = new StringBuilder("{");

  JsonLine put(String key, String value) {
    return raw(key, quoted(value));
  }

  JsonLine put(String key, long value) {
    return raw(key, Long.toString(value));
  }

  JsonLine put(String key, List<String> values) {
    return raw(
        key, values.stream().map(JsonLine::quoted).collect(Collectors.joining(",", "[", "]")));
  }

  /** Returns the object, but for the brace that closes it. */
  String open() {
    return text.toString();
  }

  private JsonLine raw(String key, String value) {
    if (text.length() > 1) {
      text.append(',');
    }
    text.append(quoted(key)).append(':').append(value);
    return this;
  }

  static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
