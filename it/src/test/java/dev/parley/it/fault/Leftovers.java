// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.fault;

import dev.parley.it.RogueGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What lies in a pipe that is a folder, beside signs of life and catalogs. */
record Leftovers(Path pipe) {

  /** All objects of queries, merged answers too. */
  List<String> all() throws IOException {
    return files().map(Leftovers::name).toList();
  }

  /** Without merged answers, which stay for a while so that nothing is merged twice. */
  List<String> unmerged() throws IOException {
    return files().map(Leftovers::name).filter(name -> !name.endsWith("/merged")).toList();
  }

  /** Waits until all that belongs to a query is taken back, but for what was merged. */
  void awaitWithdrawal() throws Exception {
    RogueGateway.await("questions and answers to be taken back", () -> unmerged().isEmpty());
  }

  /** Makes all objects look as if they had been written so much earlier. */
  void age(Duration by) throws IOException {
    FileTime then = FileTime.from(Instant.now().minus(by));
    for (Path file : files().toList()) {
      try {
        Files.setLastModifiedTime(file, then);
      } catch (NoSuchFileException e) {
        // deleted meanwhile, which is as well
      }
    }
  }

  private Stream<Path> files() throws IOException {
    while (true) {
      try (Stream<Path> walk = Files.walk(pipe)) {
        return walk.filter(Files::isRegularFile).filter(Leftovers::isOfQuery).toList().stream();
      } catch (UncheckedIOException e) {
        // something was deleted meanwhile
      }
    }
  }

  private static boolean isOfQuery(Path file) {
    return isOfQuery(name(file));
  }

  /** Whether an object of that name belongs to a query. */
  static boolean isOfQuery(String name) {
    return name.endsWith("/sub-query")
        || name.endsWith("/partial")
        || name.endsWith("/merged")
        || name.endsWith("/done")
        || name.endsWith("/refusal");
  }

  private static String name(Path file) {
    int depth = file.getNameCount();
    return file.subpath(Math.max(0, depth - 3), depth).toString();
  }
}
