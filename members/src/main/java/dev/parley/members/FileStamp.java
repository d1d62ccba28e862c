// SPDX-License-Identifier: Apache-2.0
package dev.parley.members;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** By what a file is known to have changed: written to, or another put in its place. */
record FileStamp(long modifiedNanos, long bytes, String key) {

  static FileStamp of(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(
          found.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
          found.size(),
          String.valueOf(found.fileKey()));
    } catch (IOException e) {
      return new FileStamp(0, 0, "absent");
    }
  }
}
