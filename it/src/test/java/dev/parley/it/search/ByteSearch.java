// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Looks through bytes for many values at once, in every form in which they might leak: as they
 * stand, in hex, in base64, and all that again within whatever can be inflated.
 */
public final class ByteSearch {
  private final Map<Integer, List<Spelling>> exact = new HashMap<>();
  private final Map<Integer, List<Spelling>> anyCase = new HashMap<>();
  private final Map<String, Integer> occurrences = new TreeMap<>();
  private final Map<String, String> findings = new TreeMap<>();
  private long searched;

  public ByteSearch(List<Marker> markers) {
    for (Spelling spelling : Marker.spellings(markers)) {
      (spelling.anyCase() ? anyCase : exact)
          .computeIfAbsent(spelling.word(), word -> new ArrayList<>())
          .add(spelling);
    }
  }

  /**
   * Searches {@code bytes}.
   *
   * @param where they come from, for people
   */
  public void scan(String where, byte[] bytes) {
    scanPlain(where, bytes);
    Inflated.in(bytes, inflated -> scanPlain(where + ", inflated", inflated));
  }

  /** Searches all files below {@code folder}, and their names. */
  public void scanFolder(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        String name = folder.relativize(path).toString();
        scanPlain("the name of " + name, name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (Files.isRegularFile(path)) {
          scan(name, Files.readAllBytes(path));
        }
      }
    }
  }

  /** What was found: marker and form, and where first; empty if nothing was. */
  public List<String> findings() {
    return findings.entrySet().stream().map(e -> e.getKey() + ", in " + e.getValue()).toList();
  }

  /** How many bytes were searched, inflated ones included. */
  public long searchedBytes() {
    return searched;
  }

  private void scanPlain(String where, byte[] bytes) {
    searched += bytes.length;
    byte[] lower = Bytes.lowerCase(bytes);
    for (int i = 0; i + Spelling.SHORTEST_BYTES <= bytes.length; i++) {
      note(where, exact.get(Bytes.word(bytes, i)), bytes, i);
      note(where, anyCase.get(Bytes.word(lower, i)), lower, i);
    }
  }

  private void note(
      String where,
      @org.jspecify.annotations.Nullable List<Spelling> candidates,
      byte[] in,
      int at) {
    if (candidates == null) {
      return;
    }
    for (Spelling spelling : candidates) {
      if (spelling.isAt(in, at)
          && occurrences.merge(spelling.toString(), 1, Integer::sum)
              >= spelling.occurrencesNeeded()) {
        findings.putIfAbsent(spelling.toString(), where);
      }
    }
  }
}
