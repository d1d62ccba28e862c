// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One file of test vectors: lines of {@code name = value}. With {@code -Dparley.vectors.write=true}
 * it is written instead of compared.
 */
final class Vector {
  static final Path FOLDER = Path.of("src/test/resources/vectors");
  static final boolean WRITE = Boolean.getBoolean("parley.vectors.write");

  private final Path file;
  private final String about;
  private final Map<String, String> lines = new LinkedHashMap<>();

  Vector(String name, String about) {
    this.file = FOLDER.resolve(name + ".txt");
    this.about = about;
  }

  Vector with(String name, Object value) {
    lines.put(name, String.valueOf(value));
    return this;
  }

  Vector with(String name, byte[] value) {
    return with(name, HexFormat.of().formatHex(value));
  }

  /** What was written under {@code name}; what {@code fresh} is if it is being written now. */
  byte[] stored(String name, byte[] fresh) throws IOException {
    byte[] bytes = WRITE ? fresh : HexFormat.of().parseHex(read().getOrDefault(name, ""));
    with(name, bytes);
    return bytes;
  }

  /** Compares all lines with the file. */
  void verify() throws IOException {
    if (WRITE) {
      List<String> text = new ArrayList<>();
      text.add("# " + about);
      lines.forEach((name, value) -> text.add(name + " = " + value));
      Files.createDirectories(FOLDER);
      Files.write(file, text, StandardCharsets.UTF_8);
    }
    assertThat(read()).as(file.toString()).isEqualTo(lines);
  }

  private Map<String, String> read() throws IOException {
    Map<String, String> read = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (!line.startsWith("#")) {
        int equals = line.indexOf(" = ");
        read.put(line.substring(0, equals), line.substring(equals + 3));
      }
    }
    return read;
  }
}
