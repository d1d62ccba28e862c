// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right of this process to use a file alone, for as long as it is open. What is locked is a
 * file of its own beside it, for on POSIX a lock is lost when any channel to its file is closed.
 */
public final class SoleUse implements AutoCloseable {
  private final FileChannel lock;

  private SoleUse(FileChannel lock) {
    this.lock = lock;
  }

  /** Claims {@code file}; empty if another process, or another part of this one, has it. */
  public static Optional<SoleUse> of(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file.resolveSibling(file.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new SoleUse(channel));
      }
    } catch (OverlappingFileLockException e) {
      // this very process has it
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
