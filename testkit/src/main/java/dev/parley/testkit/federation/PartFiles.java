// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.settings.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The folder of one party's settings, keys and secrets. */
final class PartFiles {
  private static final int SECRET_BYTES = 24;

  private final Path folder;

  private PartFiles(Path folder) {
    this.folder = folder;
  }

  static PartFiles in(Path parent, String name) {
    Path folder = parent.resolve(name);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the folder " + folder, e);
    }
    return new PartFiles(folder);
  }

  Path folder() {
    return folder;
  }

  /** Writes a settings file. */
  Path write(String name, String content) {
    return write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Path write(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + name, e);
    }
  }

  /** Writes a secret that only this user may read; over one that was there. */
  void secret(String name, String secret) {
    Path file = folder.resolve(name);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot replace " + name, e);
    }
    SecretFile.write(file, secret.getBytes(StandardCharsets.UTF_8));
  }

  /** Draws a secret of 192 random bits, in characters that need no quotes anywhere. */
  static String draw(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
