// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;

/** Bytes of a result as a BLOB, which nobody can change. */
final class BytesBlob implements Blob {
  private final byte[] bytes;

  /** Takes the bytes themselves: the caller lets go of them. */
  BytesBlob(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public byte[] getBytes(long pos, int length) throws SQLException {
    int begin = begin(pos);
    if (length < 0) {
      throw ReadErrors.invalidArgument("The length is negative");
    }
    return Arrays.copyOfRange(bytes, begin, (int) Math.min(bytes.length, (long) begin + length));
  }

  /** The index of a position, which counts from 1. */
  private int begin(long position) throws SQLException {
    if (position < 1 || position > bytes.length + 1L) {
      throw ReadErrors.invalidArgument("The position lies outside the bytes");
    }
    return (int) (position - 1);
  }

  @Override
  public InputStream getBinaryStream() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public InputStream getBinaryStream(long pos, long length) throws SQLException {
    return new ByteArrayInputStream(
        getBytes(pos, (int) Math.max(-1, Math.min(length, Integer.MAX_VALUE))));
  }

  @Override
  public long position(byte[] searched, long start) throws SQLException {
    for (int i = begin(start); i + searched.length <= bytes.length; i++) {
      if (isAt(i, searched)) {
        return i + 1L;
      }
    }
    return -1;
  }

  private boolean isAt(int index, byte[] searched) {
    for (int i = 0; i < searched.length; i++) {
      if (bytes[index + i] != searched[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public long position(Blob searched, long start) throws SQLException {
    return position(Bytes.of(searched), start);
  }

  @Override
  public void free() {
    // It holds nothing but memory.
  }

  private static SQLException unchangeable() {
    return SqlErrors.notSupported("Results cannot be updated", "Parley changes no data.");
  }

  @Override
  public int setBytes(long pos, byte[] replacement) throws SQLException {
    throw unchangeable();
  }

  @Override
  public int setBytes(long pos, byte[] replacement, int offset, int length) throws SQLException {
    throw unchangeable();
  }

  @Override
  public OutputStream setBinaryStream(long pos) throws SQLException {
    throw unchangeable();
  }

  @Override
  public void truncate(long length) throws SQLException {
    throw unchangeable();
  }
}
