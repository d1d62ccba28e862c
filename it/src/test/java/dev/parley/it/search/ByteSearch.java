// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.search;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int BLOCK_BYTES = 1 << 24;
  private static final int OVERLAP_BYTES = 1 << 10;
  private static final int MEMORY_LEAST_BYTES = 7;

  private final Map<Integer, List<Spelling>> exact = new HashMap<>();
  private final Map<Integer, List<Spelling>> anyCase = new HashMap<>();

  /** By the first two bytes of a spelling, whether there is one: most bytes begin none. */
  private final boolean[] begins = new boolean[1 << Short.SIZE];

  private final Map<String, Integer> occurrences = new TreeMap<>();
  private final Map<String, String> findings = new TreeMap<>();
  private long searched;
  private int leastBytes;

  public ByteSearch(List<Marker> markers) {
    for (Spelling spelling : Marker.spellings(markers)) {
      (spelling.anyCase() ? anyCase : exact)
          .computeIfAbsent(spelling.word(), word -> new ArrayList<>())
          .add(spelling);
      begins[spelling.word() >>> Short.SIZE] = true;
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

  /**
   * Searches a dump of memory, for whole texts and wide numbers: in so many bytes shorter ones
   * stand by chance.
   */
  public void scanMemory(String where, Path dump) throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    try (InputStream in = Files.newInputStream(dump)) {
      int kept = 0;
      int read = in.readNBytes(block, 0, block.length);
      while (read > 0) {
        byte[] bytes = Arrays.copyOf(block, kept + read);
        leastBytes = MEMORY_LEAST_BYTES;
        scanPlain(where, bytes);
        leastBytes = 0;
        kept = Math.min(OVERLAP_BYTES, bytes.length);
        System.arraycopy(bytes, bytes.length - kept, block, 0, kept);
        read = in.readNBytes(block, kept, block.length - kept);
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
      note(where, exact, bytes, i);
      note(where, anyCase, lower, i);
    }
  }

  private void note(String where, Map<Integer, List<Spelling>> spellings, byte[] in, int at) {
    int word = Bytes.word(in, at);
    if (!begins[word >>> Short.SIZE]) {
      return;
    }
    for (Spelling spelling : spellings.getOrDefault(word, List.of())) {
      if (spelling.length() >= leastBytes
          && spelling.isAt(in, at)
          && occurrences.merge(spelling.toString(), 1, Integer::sum)
              >= spelling.occurrencesNeeded()) {
        findings.putIfAbsent(spelling.toString(), where);
      }
    }
  }
}
