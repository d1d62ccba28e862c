// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The jar of the merge action, unpacked into a temporary file until it is closed. */
public final class MergeJar implements AutoCloseable {
  private static final String JAR = "/dev/parley/testkit/federation/merge-action.jar";

  private final Path file;

  private MergeJar(Path file) {
    this.file = file;
  }

  /** Unpacks the jar that comes with Parley. */
  public static MergeJar unpack() {
    try (InputStream in = MergeJar.class.getResourceAsStream(JAR)) {
      if (in == null) {
        throw new IllegalStateException("The merge action is not on the class path");
      }
      Path jar = Files.createTempFile("parley-merge", ".jar");
      Files.copy(in, jar, StandardCopyOption.REPLACE_EXISTING);
      return new MergeJar(jar);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack the merge action", e);
    }
  }

  public Path file() {
    return file;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete a temporary file", e);
    }
  }
}
