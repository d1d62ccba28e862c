// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A disk of two megabytes in the place of a folder: on Linux, for whoever may mount. */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK_BYTES = 4096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one; empty if this user may not, or this is no Linux. */
  static Optional<SmallDisk> at(Path folder) {
    try {
      Files.createDirectories(folder);
      return run("mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", folder.toString())
          ? Optional.of(new SmallDisk(folder))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Fills it, until no block is free; a file may still grow to the end of its last block. */
  void fill() {
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(new byte[BLOCK_BYTES]);
      }
    } catch (IOException e) {
      // no space left on device
    }
  }

  /** Makes room again. */
  void free() {
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make room", e);
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  /** Takes it away even from those who use it. */
  @Override
  public void close() {
    try {
      run("umount", "-l", folder.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unmount " + folder, e);
    }
  }

  private static boolean run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
