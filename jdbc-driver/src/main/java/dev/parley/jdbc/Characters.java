// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The characters of streams that are parameters. */
final class Characters {
  private static final int BUFFER = 4096;

  private Characters() {}

  /**
   * Reads what a stream has, up to so many characters; null of no stream.
   *
   * @throws SQLException 22023 if the length is negative, or the stream fails
   */
  static @Nullable String of(@Nullable InputStream stream, Charset charset, long length)
      throws SQLException {
    return of(stream == null ? null : new InputStreamReader(stream, charset), length);
  }

  /** The same of a reader. */
  static @Nullable String of(@Nullable Reader reader, long length) throws SQLException {
    if (reader == null) {
      return null;
    }
    if (length < 0) {
      throw ReadErrors.invalidArgument("The length of a stream is negative");
    }
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[BUFFER];
    try {
      while (text.length() < length) {
        int read = reader.read(buffer, 0, (int) Math.min(BUFFER, length - text.length()));
        if (read < 0) {
          break;
        }
        text.append(buffer, 0, read);
      }
    } catch (IOException e) {
      throw ReadErrors.invalidArgument("A stream cannot be read");
    }
    return text.toString();
  }
}
