// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder in which the process of an action lives, made by its parent. The parent deletes it
 * after the process, or the process itself when its parent is gone.
 */
public final class ProcessFolder {
  private ProcessFolder() {}

  /** Makes one in the folder for temporary files. */
  public static Path create() throws IOException {
    return Files.createTempDirectory("parley-action-");
  }

  /** Deletes it with all that is in it; follows no links. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
