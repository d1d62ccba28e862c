// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link JsonLine} writes, and nothing else. */
final class JsonFields {
  private static final int HEX = 16;
  private static final int ESCAPED_DIGITS = 4;

  private final String text;
  private int position;

  private JsonFields(String text) {
    this.text = text;
  }

  /**
   * Returns the fields in their order; each is a String, a Long or a List of Strings.
   *
   * @throws IllegalArgumentException if {@code text} is not such an object
   */
  static Map<String, Object> parse(String text) {
    return new JsonFields(text).object();
  }

  private Map<String, Object> object() {
    Map<String, Object> fields = new LinkedHashMap<>();
    expect('{');
    do {
      String key = string();
      expect(':');
      if (fields.put(key, value()) != null) {
        throw new IllegalArgumentException("a field that is there twice");
      }
    } while (took(','));
    expect('}');
    if (position != text.length()) {
      throw new IllegalArgumentException("something after the object");
    }
    return fields;
  }

  private Object value() {
    char c = peek();
    if (c == '"') {
      return string();
    }
    return c == '[' ? list() : number();
  }

  private List<String> list() {
    List<String> values = new ArrayList<>();
    expect('[');
    if (took(']')) {
      return values;
    }
    do {
      values.add(string());
    } while (took(','));
    expect(']');
    return values;
  }

  private Long number() {
    int start = position;
    while (peek() >= '0' && peek() <= '9') {
      position++;
    }
    return Long.valueOf(text.substring(start, position));
  }

  private String string() {
    StringBuilder read = new StringBuilder();
    expect('"');
    while (!took('"')) {
      char c = next();
      read.append(c == '\\' ? escaped() : c);
    }
    return read.toString();
  }

  private char escaped() {
    char c = next();
    if (c != 'u') {
      return c;
    }
    int end = Math.min(position + ESCAPED_DIGITS, text.length());
    char read = (char) Integer.parseInt(text.substring(position, end), HEX);
    position = end;
    return read;
  }

  private boolean took(char c) {
    if (peek() != c) {
      return false;
    }
    position++;
    return true;
  }

  private void expect(char c) {
    if (!took(c)) {
      throw new IllegalArgumentException("no '" + c + "' where one should be");
    }
  }

  private char next() {
    char c = peek();
    position++;
    return c;
  }

  private char peek() {
    if (position >= text.length()) {
      throw new IllegalArgumentException("an end too early");
    }
    return text.charAt(position);
  }
}
