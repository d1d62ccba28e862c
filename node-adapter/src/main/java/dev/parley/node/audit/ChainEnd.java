// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a chain ends.
 *
 * @param entry the number of its last entry; 0 if it has none
 * @param hash the hash of that entry, 64 hexadecimal digits; zeros if there is none
 */
public record ChainEnd(long entry, String hash) {
  /** Before the first entry. */
  static final ChainEnd START = new ChainEnd(0, "0".repeat(64));

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})\n");

  /** Reads an end that was written down; empty if there is none, or none that can be read. */
  static Optional<ChainEnd> read(Path file) throws IOException {
    try {
      Matcher matcher = WRITTEN.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      return matcher.matches()
          ? Optional.of(new ChainEnd(Long.parseLong(matcher.group(1)), matcher.group(2)))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Writes the end down, whole or not at all. */
  void write(Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(draft, entry + " " + hash + "\n");
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
