// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Records in ascending order of token, in a file, read one by one. */
final class SortedRun implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream stream;
  private final WireReader in;
  private @Nullable SealedRecord head;

  SortedRun(Path file) throws IOException {
    this.stream = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    this.in = new WireReader(stream);
    advance();
  }

  /** Writes the records that {@code source} gives into {@code file}. */
  static void write(Path file, Source source) throws IOException {
    try (OutputStream stream =
        new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
      WireWriter out = new WireWriter(stream);
      source.forEach(
          record -> {
            out.flag(true);
            record.write(out);
          });
      out.flag(false);
    }
  }

  /** Something that has records. */
  @FunctionalInterface
  interface Source {
    void forEach(Sink sink) throws IOException;
  }

  /** Something that takes records. */
  @FunctionalInterface
  interface Sink {
    void accept(SealedRecord record) throws IOException;
  }

  boolean hasHead() {
    return head != null;
  }

  /**
   * Returns the least record that is left.
   *
   * @throws IllegalStateException if none is
   */
  SealedRecord head() {
    if (head == null) {
      throw new IllegalStateException("The run has ended");
    }
    return head;
  }

  void advance() throws IOException {
    head = in.flag() ? SealedRecord.read(in) : null;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
