// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** By what a file is known to have changed: written to, or another put in its place. */
public record FileStamp(long modifiedNanos, long bytes, String key) {
  static final FileStamp NONE = new FileStamp(0, 0, "absent");

  /** Returns the stamp of a file as it is now, also of one that is not there. */
  public static FileStamp of(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(
          found.lastModifiedTime().to(TimeUnit.NANOSECONDS),
          found.size(),
          String.valueOf(found.fileKey()));
    } catch (IOException e) {
      return NONE;
    }
  }
}
