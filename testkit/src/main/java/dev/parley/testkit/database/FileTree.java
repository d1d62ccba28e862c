// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file, or a folder with all that is in it. */
public final class FileTree {
  private static final Logger log = LoggerFactory.getLogger(FileTree.class);

  private FileTree() {}

  /** Deletes what can be deleted, and logs it if something cannot; follows no links. */
  public static void delete(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(root)) {
      List<Path> childrenFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : childrenFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      log.warn("not-deleted path={}", root, e);
    }
  }
}
