// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * An object on its way to storage, in a temporary file, because S3 wants its length and hash before
 * its first byte. The file has no name from the moment it is opened (on Unix), so it is gone even
 * if the process is killed.
 */
public final class Spool implements Closeable {
  /** The most that S3 takes in one put: 5 GiB. */
  private static final long MAX_BYTES = 5L << 30;

  private final FileChannel file;
  private final MessageDigest sha256 = Sha256.digest();
  private long length;

  private Spool(FileChannel file) {
    this.file = file;
  }

  /** Opens an empty spool in the folder for temporary files. */
  public static Spool create() throws IOException {
    Path path = Files.createTempFile("parley-", ".spool");
    try {
      return new Spool(
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /**
   * Returns the stream to write to.
   *
   * @return a stream that fails with an IOException beyond 5 GiB
   */
  public OutputStream output() {
    OutputStream out = Channels.newOutputStream(file);
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int count) throws IOException {
        if (length + count > MAX_BYTES) {
          throw new IOException("Larger than one put may be");
        }
        out.write(bytes, offset, count);
        sha256.update(bytes, offset, count);
        length += count;
      }
    };
  }

  /** Bytes written so far. */
  public long length() {
    return length;
  }

  /** Ends the hashing; to be asked once. */
  String sha256Hex() {
    return Sha256.hex(sha256.digest());
  }

  /** Reads from the beginning. */
  InputStream input() throws IOException {
    file.position(0);
    return Channels.newInputStream(file);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
