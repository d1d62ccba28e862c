// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Blob;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The bytes of streams and blobs that are parameters. */
final class Bytes {
  private static final int BUFFER = 4096;

  private Bytes() {}

  /** Reads what a blob has. */
  static byte[] of(Blob blob) throws SQLException {
    return blob.getBytes(1, (int) Math.min(blob.length(), Integer.MAX_VALUE));
  }

  /**
   * Reads what a stream has, up to so many bytes; null of no stream.
   *
   * @throws SQLException 22023 if the length is negative, or the stream fails
   */
  static byte @Nullable [] of(@Nullable InputStream stream, long length) throws SQLException {
    return stream == null ? null : read(stream, length);
  }

  /** The same of a stream that there is. */
  static byte[] read(InputStream stream, long length) throws SQLException {
    if (length < 0) {
      throw ReadErrors.invalidArgument("The length of a stream is negative");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    try {
      while (bytes.size() < length) {
        int read = stream.read(buffer, 0, (int) Math.min(BUFFER, length - bytes.size()));
        if (read < 0) {
          break;
        }
        bytes.write(buffer, 0, read);
      }
    } catch (IOException e) {
      throw ReadErrors.invalidArgument("A stream cannot be read");
    }
    return bytes.toByteArray();
  }
}
