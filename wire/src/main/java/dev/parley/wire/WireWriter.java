// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * Writes the primitives of the wire: big-endian integers, and strings and byte strings behind their
 * length.
 */
public final class WireWriter {
  private final DataOutputStream out;

  public WireWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  public void u8(int value) throws IOException {
    requireRange(value, 0xFF);
    out.writeByte(value);
  }

  public void u16(int value) throws IOException {
    requireRange(value, 0xFFFF);
    out.writeShort(value);
  }

  public void i32(int value) throws IOException {
    out.writeInt(value);
  }

  public void i64(long value) throws IOException {
    out.writeLong(value);
  }

  /** One byte: 1 for true, 0 for false. */
  public void flag(boolean value) throws IOException {
    out.writeByte(value ? 1 : 0);
  }

  /** Bytes whose number the reader knows. */
  public void raw(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /** A 32-bit length, then the bytes. */
  public void bytes(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * UTF-8 behind a 32-bit length.
   *
   * @throws IllegalArgumentException if half of a surrogate pair is in it: {@link String#getBytes}
   *     would write a question mark, and so make different texts equal
   */
  public void string(String value) throws IOException {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
      out.writeInt(encoded.remaining());
      out.write(encoded.array(), encoded.arrayOffset(), encoded.remaining());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("Invalid text: half a surrogate pair in it", e);
    }
  }

  /** A 16-bit count, then each string. */
  public void strings(Collection<String> values) throws IOException {
    u16(values.size());
    for (String value : values) {
      string(value);
    }
  }

  /**
   * A non-negative integer in exactly {@code width} bytes, big-endian.
   *
   * @throws IllegalArgumentException if it is negative or does not fit
   */
  public void fixed(BigInteger value, int width) throws IOException {
    raw(UnsignedBytes.of(value, width));
  }

  private static void requireRange(int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException("Invalid wire integer: " + value + " not in 0.." + max);
    }
  }
}
