// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.search;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Whatever among bytes can be read as deflated data (RFC 1950 to 1952), wherever it begins. */
final class Inflated {
  private static final int LEAST_BYTES = 6;
  private static final int MOST_BYTES = 1 << 22;

  /** So many printable characters in a row are text, and not the beginning of deflated data. */
  private static final int TEXT_BYTES = 24;

  private Inflated() {}

  /** Hands everything that can be inflated to {@code found}; raw deflate includes its wrappers. */
  static void in(byte[] bytes, Consumer<byte[]> found) {
    Inflater inflater = new Inflater(true);
    int[] printable = printableAfter(bytes);
    try {
      for (int i = 0; i < bytes.length; i++) {
        if (mayBegin(bytes[i]) && printable[i] < TEXT_BYTES) {
          byte[] inflated = inflate(inflater, bytes, i);
          if (inflated.length >= LEAST_BYTES) {
            found.accept(inflated);
          }
        }
      }
    } finally {
      inflater.end();
    }
  }

  /** A block that is compressed: type 1 or 2. Stored blocks are found as they stand. */
  private static boolean mayBegin(byte first) {
    int type = (first >> 1) & 3;
    return type == 1 || type == 2;
  }

  private static int[] printableAfter(byte[] bytes) {
    int[] run = new int[bytes.length + 1];
    for (int i = bytes.length - 1; i >= 0; i--) {
      boolean isText = (bytes[i] >= ' ' && bytes[i] < 0x7F) || bytes[i] == '\r' || bytes[i] == '\n';
      run[i] = isText ? run[i + 1] + 1 : 0;
    }
    return run;
  }

  /** Inflates as far as it goes; what was read before a fault counts. */
  private static byte[] inflate(Inflater inflater, byte[] bytes, int from) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 12];
    inflater.reset();
    inflater.setInput(bytes, from, bytes.length - from);
    try {
      int read = inflater.inflate(buffer);
      while (read > 0 && all.size() < MOST_BYTES) {
        all.write(buffer, 0, read);
        read = inflater.inflate(buffer);
      }
    } catch (DataFormatException e) {
      // Here it is not deflated data, or not any more.
    }
    return all.toByteArray();
  }
}
