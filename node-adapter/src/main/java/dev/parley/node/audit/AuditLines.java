// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file line by line, in a memory that no file can make grow without bounds. */
final class AuditLines implements AutoCloseable {
  /** A question is no longer than its envelope, and an escape is six bytes for one or two. */
  private static final int MAX_BYTES = 1 << 27;

  private final InputStream in;
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

  AuditLines(Path file) throws IOException {
    this.in = new BufferedInputStream(Files.newInputStream(file));
  }

  /** Returns the next line; empty if no whole one is left. */
  Optional<String> next() throws IOException {
    rest.reset();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return Optional.of(rest.toString(StandardCharsets.ISO_8859_1));
      }
      if (rest.size() == MAX_BYTES) {
        throw new IOException("a line is longer than any that a node writes");
      }
      rest.write(b);
    }
    return Optional.empty();
  }

  /** How many bytes follow the last whole line, once that was read. */
  int tornBytes() {
    return rest.size();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
