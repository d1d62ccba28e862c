// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.demo;

import dev.parley.testkit.database.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    if (isTemporary) {
      FileTree.delete(folder);
    }
  }
}
