// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Private keys as lines of text: {@code parley-keys 1 member}, then names and hexadecimal digits.
 */
final class KeyFile {
  private static final String MAGIC = "parley-keys 1 member";

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  KeyFile with(String name, byte[] bytes) {
    entries.put(name, bytes);
    return this;
  }

  String toText() {
    StringBuilder text = new StringBuilder(MAGIC).append('\n');
    entries.forEach(
        (name, bytes) ->
            text.append(name).append(' ').append(HexFormat.of().formatHex(bytes)).append('\n'));
    return text.toString();
  }

  static KeyFile parse(String text) {
    List<String> lines = text.strip().lines().toList();
    if (lines.isEmpty() || !lines.get(0).strip().equals(MAGIC)) {
      throw new IllegalArgumentException("Invalid key file: not one that keygen has written");
    }
    KeyFile file = new KeyFile();
    for (int i = 1; i < lines.size(); i++) {
      String[] words = lines.get(i).strip().split(" ", -1);
      if (words.length != 2 || !words[1].matches("([0-9a-f]{2})+")) {
        throw new IllegalArgumentException("Invalid key file: line " + (i + 1));
      }
      if (file.entries.put(words[0], HexFormat.of().parseHex(words[1])) != null) {
        throw new IllegalArgumentException("Invalid key file: line " + (i + 1) + " repeats a name");
      }
    }
    return file;
  }

  byte[] bytes(String name, int length) {
    byte[] bytes = bytesUpTo(name, length);
    if (bytes.length != length) {
      throw new IllegalArgumentException("Invalid key file: " + name + " is of a wrong length");
    }
    return bytes;
  }

  byte[] bytesUpTo(String name, int most) {
    byte[] bytes = entries.get(name);
    if (bytes == null || bytes.length > most) {
      throw new IllegalArgumentException("Invalid key file: " + name + " is missing or too long");
    }
    return bytes;
  }
}
