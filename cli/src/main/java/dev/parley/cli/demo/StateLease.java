// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The state folder of a demo: one that stays, or a temporary one that is removed. */
record StateLease(Path folder, boolean isTemporary) implements AutoCloseable {

  static StateLease of(@Nullable Path wanted) {
    if (wanted != null) {
      return new StateLease(wanted, false);
    }
    try {
      return new StateLease(Files.createTempDirectory("parley-demo-"), true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary folder", e);
    }
  }

  @Override
  public void close() {
    if (!isTemporary) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + folder, e);
    }
  }
}
