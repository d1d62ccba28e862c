// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what {@link WireWriter} wrote, and trusts no length: each is bounded before anything is
 * allocated for it, and memory grows only as bytes arrive.
 */
public final class WireReader {
  private static final int CHUNK_BYTES = 1 << 13;

  private final DataInputStream in;

  public WireReader(InputStream in) {
    this.in = new DataInputStream(in);
  }

  public int u8() throws IOException {
    try {
      return in.readUnsignedByte();
    } catch (EOFException e) {
      throw truncated();
    }
  }

  public int u16() throws IOException {
    try {
      return in.readUnsignedShort();
    } catch (EOFException e) {
      throw truncated();
    }
  }

  public int i32() throws IOException {
    try {
      return in.readInt();
    } catch (EOFException e) {
      throw truncated();
    }
  }

  public long i64() throws IOException {
    try {
      return in.readLong();
    } catch (EOFException e) {
      throw truncated();
    }
  }

  /**
   * Reads a truth value.
   *
   * @throws WireFormatException if it is neither 0 nor 1
   */
  public boolean flag() throws IOException {
    int value = u8();
    if (value > 1) {
      throw new WireFormatException("Neither true nor false");
    }
    return value == 1;
  }

  /** Reads exactly {@code length} bytes. */
  public byte[] raw(int length) throws IOException {
    byte[] bytes = new byte[Math.min(length, CHUNK_BYTES)];
    try {
      in.readFully(bytes);
      while (bytes.length < length) {
        int filled = bytes.length;
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * filled));
        in.readFully(bytes, filled, bytes.length - filled);
      }
    } catch (EOFException e) {
      throw truncated();
    }
    return bytes;
  }

  /**
   * Reads a byte string.
   *
   * @throws WireFormatException if it claims more than {@code maxLength} bytes
   */
  public byte[] bytes(int maxLength) throws IOException {
    int length = i32();
    if (length < 0 || length > maxLength) {
      throw new WireFormatException("Length out of bounds, at most " + maxLength + " expected");
    }
    return raw(length);
  }

  /**
   * Reads a string.
   *
   * @throws WireFormatException if it claims more than {@code maxLength} bytes, or is not UTF-8
   */
  public String string(int maxLength) throws IOException {
    byte[] bytes = bytes(maxLength);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new WireFormatException("Text is not UTF-8");
    }
  }

  /** Reads a list of at most {@code maxCount} strings of at most {@code maxLength} bytes each. */
  public List<String> strings(int maxCount, int maxLength) throws IOException {
    int count = u16();
    if (count > maxCount) {
      throw new WireFormatException("List out of bounds, at most " + maxCount + " expected");
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(string(maxLength));
    }
    return values;
  }

  /** Reads a non-negative integer of exactly {@code width} bytes. */
  public BigInteger fixed(int width) throws IOException {
    return UnsignedBytes.toInteger(raw(width));
  }

  /**
   * Confirms that nothing follows.
   *
   * @throws WireFormatException if something does
   */
  public void end() throws IOException {
    if (in.read() != -1) {
      throw new WireFormatException("Bytes after the end of the message");
    }
  }

  private static WireFormatException truncated() {
    return new WireFormatException("Message ends too early");
  }
}
