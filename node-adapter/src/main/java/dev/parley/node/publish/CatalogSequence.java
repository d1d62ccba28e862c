// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.publish;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;

/**
 * Numbers catalogs so that each is greater than all before, also after a restart, and also if the
 * file was lost: it never falls behind the clock, in seconds since 1970.
 */
final class CatalogSequence {
  private final Path file;
  private final Clock clock;

  CatalogSequence(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  synchronized long next() {
    try {
      long last = Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
      long next = Math.max(last + 1, clock.instant().getEpochSecond());
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(draft, Long.toString(next));
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return next;
    } catch (IOException | NumberFormatException e) {
      throw new ParleyException(
          ErrorCode.CANNOT_START,
          "The file %s cannot be used: %s".formatted(file, e.getClass().getSimpleName()),
          "Check the state folder of the node; if the file is damaged, delete it.",
          e);
    }
  }
}
