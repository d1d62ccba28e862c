// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.message;

import dev.parley.wire.WireFormatException;
import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;

/** Turns messages into bytes and back, in memory. */
final class Encoding {
  static final int MAX_NAME_BYTES = 1024;

  private Encoding() {}

  /** Writes a message. */
  @FunctionalInterface
  interface Body {
    void write(WireWriter out) throws IOException;
  }

  /** Reads a message. */
  @FunctionalInterface
  interface Reading<T> {
    T read(WireReader in) throws IOException;
  }

  static byte[] write(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      body.write(new WireWriter(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Reads a whole message; whatever is wrong with it is a {@link WireFormatException}. */
  static <T> T read(byte[] bytes, Reading<T> reading) {
    WireReader in = new WireReader(new ByteArrayInputStream(bytes));
    try {
      T value = reading.read(in);
      in.end();
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      // not with its message, which may quote what a stranger wrote
      throw new WireFormatException("Message with a value that cannot be");
    }
  }

  /** Returns the constant of that name; enums travel by name. */
  static <E extends Enum<E>> E constant(Class<E> type, String name) {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new WireFormatException("Unknown " + type.getSimpleName());
    }
  }
}
