// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines to which this process alone appends, and which only its owner may use. It is not
 * a channel, for an interrupt would close that.
 */
final class AuditFile implements AutoCloseable {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private static final int BLOCK_BYTES = 8192;

  private final Path path;
  private final RandomAccessFile file;
  private final @Nullable Object identity;

  /** Where the last whole line ends. */
  private long length;

  private AuditFile(Path path, RandomAccessFile file) throws IOException {
    this.path = path;
    this.file = file;
    this.identity = identity();
    this.length = lineStart(file.length());
  }

  /** Opens a file, or makes it. */
  static AuditFile open(Path path) throws IOException {
    if (Files.notExists(path)) {
      create(path);
    } else if (isPosix() && !OWNER.containsAll(Files.getPosixFilePermissions(path))) {
      throw new IOException("others than its owner may use it; run: chmod 600 " + path);
    }
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      return new AuditFile(path, file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Returns the last whole line; empty if there is none. */
  String lastLine() throws IOException {
    if (length == 0) {
      return "";
    }
    return new String(bytes(lineStart(length - 1), length - 1), StandardCharsets.ISO_8859_1);
  }

  /** Returns what follows the last whole line, as it does if a process was killed in writing. */
  byte[] torn() throws IOException {
    return bytes(length, file.length());
  }

  /** Moves what follows the last whole line into a new file. */
  void setAside(Path aside) throws IOException {
    byte[] torn = torn();
    Files.deleteIfExists(aside); // of an attempt that was cut short: this one holds the same
    create(aside);
    try (RandomAccessFile copy = new RandomAccessFile(aside.toFile(), "rw")) {
      copy.write(torn);
      copy.getFD().sync();
    }
    file.setLength(length);
    file.getFD().sync();
  }

  /** Whether the file was moved away, as an owner does to archive it. */
  boolean isGone() {
    return Files.notExists(path);
  }

  /**
   * Appends a line; it is on disk when this returns. A line that could not be written whole is
   * taken back, at the latest before the next one.
   */
  void append(String line) throws IOException {
    if (!Objects.equals(identity, identity())) {
      throw new IOException("another file has taken its place");
    }
    if (file.length() < length) {
      throw new IOException("it was cut while in use");
    }
    if (file.length() > length) {
      file.setLength(length);
    }
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
    file.seek(length);
    file.write(bytes);
    file.getFD().sync();
    length += bytes.length;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private @Nullable Object identity() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  /** Returns where the line begins that goes on, or would begin, at {@code end}. */
  private long lineStart(long end) throws IOException {
    for (long high = end; high > 0; ) {
      long low = Math.max(0, high - BLOCK_BYTES);
      byte[] block = bytes(low, high);
      for (int i = block.length - 1; i >= 0; i--) {
        if (block[i] == '\n') {
          return low + i + 1;
        }
      }
      high = low;
    }
    return 0;
  }

  private byte[] bytes(long from, long to) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(to - from)];
    file.seek(from);
    file.readFully(bytes);
    return bytes;
  }

  private static void create(Path path) throws IOException {
    if (isPosix()) {
      Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER));
    } else {
      Files.createFile(path);
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
