// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Strict reading of UTF-8: malformed bytes are an error, and not replaced. */
final class Utf8 {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private Utf8() {}

  /** Opens {@code file} behind its byte order mark, if it has one. */
  static Reader open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      in.mark(BYTE_ORDER_MARK.length);
      if (!Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
        in.reset();
      }
      return new InputStreamReader(in, decoder());
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Returns the line, from 1, that holds the first malformed bytes, or the last line. */
  static long firstMalformedLine(Path file) throws IOException {
    CharsetDecoder decoder = decoder();
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    CharBuffer chars = CharBuffer.allocate(1 << 16);
    long line = 1;
    try (InputStream in = Files.newInputStream(file)) {
      boolean atEnd = false;
      while (!atEnd) {
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        atEnd = n < 0;
        bytes.position(bytes.position() + Math.max(n, 0)).flip();
        CoderResult result = decoder.decode(bytes, chars, atEnd);
        line += chars.flip().chars().filter(c -> c == '\n').count();
        if (result.isError()) {
          return line;
        }
        bytes.compact();
        chars.clear();
      }
    }
    return line;
  }

  private static CharsetDecoder decoder() {
    return StandardCharsets.UTF_8.newDecoder();
  }
}
