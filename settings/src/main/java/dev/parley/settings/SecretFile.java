// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that hold a secret: made for their owner alone, and refused if others may read them. */
public final class SecretFile {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private SecretFile() {}

  /**
   * Returns the bytes of {@code file}.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if it cannot be read, or may be
   *     read by others than its owner
   */
  public static byte[] readBytes(Path file) {
    try {
      if (isPosix() && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw new ParleyException(
            ErrorCode.INVALID_SETTINGS,
            "Others than its owner may use the secret file " + file,
            "Run: chmod 600 " + file);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The secret file %s cannot be read: %s".formatted(file, e.getClass().getSimpleName()),
          "Check that it is there, and that this process may read it.");
    }
  }

  /** Returns the text of {@code file} without white space around it. */
  public static String readText(Path file) {
    return new String(readBytes(file), StandardCharsets.UTF_8).strip();
  }

  /** Writes a new file that only its owner may use; never over one that exists. */
  public static void write(Path file, byte[] secret) {
    try {
      if (isPosix()) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
      Files.write(file, secret, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the secret file " + file, e);
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
